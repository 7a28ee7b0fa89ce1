import { type Service, startService } from '../harness/service';
import { bill } from './bill';
import { LATER, Meetings, TEN } from './meetings';

interface Row {
  started_at: Date;
  ended_at: Date;
  duration_minutes: number;
  description: string;
  provenance_starts_at: Date;
  provenance_summary: string | null;
  provenance_change: string | null;
  updated_at: Date;
  version: number;
}

const AT_TEN = { started_at: TEN.startsAt, ended_at: TEN.endsAt, duration_minutes: 60 };
const AT_TWELVE = { started_at: LATER.startsAt, ended_at: LATER.endsAt, duration_minutes: 90 };

/** What every change of a row changes. */
const touched = ({ updated_at, version }: Row) => ({ updated_at, version });

describe('An entry whose meeting changes', () => {
  let service: Service;
  let meetings: Meetings;
  let user: string;

  beforeAll(async () => {
    service = await startService();
    meetings = new Meetings(service);
    user = await meetings.someUser();
  });
  afterAll(() => service.close());

  const row = async (id: string): Promise<Row> =>
    (await service.sql<Row>('SELECT * FROM time_entries WHERE id = $1', [id]))[0]!;

  /** A converted meeting whose entry got into a state of its own. */
  const entryWhere = async (assignments = 'description = description'): Promise<string> => {
    const { id } = await meetings.convert(user);
    await service.sql(`UPDATE time_entries SET ${assignments}, updated_at = '2026-01-01Z' WHERE id = $1`, [
      id,
    ]);
    return id;
  };

  it('follows it while it is pending and nobody edited it', async () => {
    const id = await entryWhere();

    await meetings.change(id, { summary: 'Kick-off, moved' });

    expect(await row(id)).toMatchObject({
      ...AT_TWELVE,
      description: 'Kick-off, moved',
      provenance_starts_at: LATER.startsAt,
      provenance_summary: 'Kick-off, moved',
      provenance_change: null,
    });
  });

  it('keeps a description of its own while it follows the time', async () => {
    const { id } = await meetings.convert(user, { description: 'Preparation' });

    await meetings.change(id, { summary: null });

    expect(await row(id)).toMatchObject({
      ...AT_TWELVE,
      description: 'Preparation',
      provenance_summary: null,
    });
  });

  it.each([
    ['edited', `edited_at = now(), description = 'Mine'`],
    ['approved', `status = 'approved'`],
    ['rejected', `status = 'rejected'`],
  ])('stays as it is when it is %s, and is marked until the meeting is the same again', async (_, state) => {
    const id = await entryWhere(state);
    const before = await row(id);

    await meetings.change(id);
    const marked = await row(id);
    await meetings.change(id, TEN);
    const cleared = await row(id);

    expect(marked).toEqual({ ...before, provenance_change: 'updated', ...touched(marked) });
    expect(cleared).toEqual({ ...before, ...touched(cleared) });
  });

  it('is not marked when it says already what the meeting comes to say, but for what becomes of it after that', async () => {
    const id = await entryWhere(
      `edited_at = now(), duration_minutes = 90, started_at = '${LATER.startsAt.toISOString()}', ended_at = '${LATER.endsAt.toISOString()}'`,
    );

    await meetings.change(id);
    const agreeing = await row(id);
    await meetings.change(id, TEN);

    expect(agreeing).toMatchObject({
      ...AT_TWELVE,
      provenance_starts_at: LATER.startsAt,
      provenance_change: null,
    });
    expect(await row(id)).toMatchObject({ ...AT_TWELVE, provenance_change: 'updated' });
  });

  it.each(['pending', 'approved', 'rejected'])(
    'is only marked when it is %s and the meeting is gone',
    async (status) => {
      const id = await entryWhere(`status = '${status}'`);
      const before = await row(id);

      await meetings.change(id, { removed: true });

      const after = await row(id);
      expect(after).toEqual({ ...before, provenance_change: 'removed', ...touched(after) });
    },
  );

  it('loses the mark when a meeting that was gone comes back as it was', async () => {
    const id = await entryWhere(`status = 'approved'`);
    await meetings.change(id, { removed: true });

    await meetings.change(id, TEN);

    expect(await row(id)).toMatchObject({ ...AT_TEN, provenance_change: null });
  });

  it('follows a meeting that was gone and comes back elsewhere, if it still may', async () => {
    const [pending, approved] = [await entryWhere(), await entryWhere(`status = 'approved'`)];
    for (const id of [pending, approved]) await meetings.change(id, { removed: true });

    for (const id of [pending, approved]) await meetings.change(id);

    expect(await row(pending)).toMatchObject({ ...AT_TWELVE, provenance_change: null });
    expect(await row(approved)).toMatchObject({ ...AT_TEN, provenance_change: 'updated' });
  });

  it('is not touched at all once it is billed', async () => {
    const id = await entryWhere();
    await bill(service, id);
    const before = await row(id);

    await meetings.change(id);
    await meetings.change(id, { removed: true });

    expect(await row(id)).toEqual(before);
  });

  it('is not written when nothing changed', async () => {
    const id = await entryWhere();
    const before = await row(id);

    await meetings.change(id, TEN);

    expect(await row(id)).toEqual(before);
  });

  it('is at least one minute long, however short the meeting gets', async () => {
    const id = await entryWhere();

    await meetings.change(id, { ...TEN, endsAt: new Date(TEN.startsAt.getTime() + 5_000) });

    expect((await row(id)).duration_minutes).toBe(1);
  });
});
