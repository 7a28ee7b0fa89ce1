import { bill } from '../billing/bill';
import {
  type GoogleService,
  type SelectedCalendar,
  selectCalendar,
  startGoogleService,
  type StoredEvent,
} from '../harness/google-service';
import { meeting, span } from '../harness/meetings';

const HOUR = 60 * 60 * 1000;

const STATES = ['pending', 'edited', 'approved', 'rejected', 'billed'] as const;
type State = (typeof STATES)[number];
/** Those that a person may decide about once they are marked. */
const ACCEPTABLE = ['edited', 'rejected'] as const;
const KEEPABLE = ['edited', 'rejected', 'approved'] as const;

describe('Every state of an entry, and every change of its meeting', () => {
  let service: GoogleService;
  let calendar: SelectedCalendar;
  let googleId: string;
  let event: StoredEvent;
  let entryId: string;

  beforeAll(async () => {
    service = await startGoogleService();
  });
  beforeEach(async () => {
    await service.google.reset();
    calendar = await selectCalendar(service, await service.signUp());
    [googleId] = (await calendar.put(meeting(1, { summary: 'Kick-off' }))) as [string];
    await calendar.synced();
    [event] = (await calendar.events()) as [StoredEvent];
    entryId = await calendar.convert(event.id);
  });
  afterAll(() => service.close());

  const entry = async () => (await calendar.user.get(`/time-entries/${entryId}`).expect(200)).body;
  const decide = (decision: 'accept' | 'keep') =>
    calendar.user.post(`/time-entries/${entryId}/meeting/${decision}`);
  const as = (state: State): Promise<unknown> => {
    if (state === 'billed') return bill(service, entryId);
    if (state === 'edited')
      return Promise.resolve(
        calendar.user.patch(`/time-entries/${entryId}`, { duration_minutes: 45 }).expect(200),
      );
    return service.sql('UPDATE time_entries SET status = $2 WHERE id = $1', [entryId, state]);
  };

  /** The meeting as it is after it moved on by `hours`, now half an hour long. */
  const later = (hours: number) => {
    const start = Date.parse(event.start) + hours * HOUR;
    return { started_at: new Date(start).toISOString(), ended_at: new Date(start + HOUR / 2).toISOString() };
  };
  const move = async (hours: number): Promise<void> => {
    const { started_at, ended_at } = later(hours);
    await calendar.patch(googleId, span(new Date(started_at), new Date(ended_at)));
    await calendar.synced();
  };
  const cancel = async (): Promise<void> => {
    await calendar.cancel(googleId);
    await calendar.synced();
  };
  const comeBack = async (hours: number): Promise<void> => {
    await calendar.patch(googleId, { status: 'confirmed' });
    await move(hours);
  };
  const mark = async (): Promise<unknown> => {
    const { source_changed, change } = (await entry()).calendar_event;
    expect(await calendar.events('&state=converted')).toMatchObject([{ id: event.id, source_changed }]);
    return source_changed ? change : null;
  };
  const work = async () => {
    const { started_at, ended_at, duration_minutes, description, status } = await entry();
    return { started_at, ended_at, duration_minutes, description, status };
  };

  it.each(STATES)(
    '%s: a meeting that moved is followed, marked or ignored; never more than that',
    async (state) => {
      await as(state);
      const before = await work();

      await move(2);

      const after = { ...before, ...later(2), duration_minutes: 30 };
      expect(await work()).toEqual(state === 'pending' ? after : before);
      expect(await mark()).toBe(state === 'pending' || state === 'billed' ? null : 'updated');
    },
  );

  it.each(STATES)('%s: a meeting that is gone is marked or ignored; never more than that', async (state) => {
    await as(state);
    const before = await work();

    await cancel();

    expect(await work()).toEqual(before);
    expect(await mark()).toBe(state === 'billed' ? null : 'removed');
  });

  it.each(ACCEPTABLE)('%s: an accepted move is taken over, and the next one is followed', async (state) => {
    await as(state);
    await move(2);

    await decide('accept').expect(200);
    await calendar.synced();
    expect(await work()).toMatchObject({ ...later(2), duration_minutes: 30, status: 'pending' });
    expect(await mark()).toBeNull();

    await move(3);
    expect(await work()).toMatchObject({ ...later(3), duration_minutes: 30 });
    expect(await mark()).toBeNull();
  });

  it.each(['pending', ...ACCEPTABLE] as const)(
    '%s: an entry that is accepted to be gone stays away, and the meeting may be converted when it comes back',
    async (state) => {
      await as(state);
      await cancel();

      await decide('accept').expect(204);
      await calendar.synced();
      expect(await calendar.events()).toEqual([]);
      await calendar.user.get(`/time-entries/${entryId}`).expect(404);

      await comeBack(1);
      const [again] = await calendar.events('&state=unconverted');
      entryId = await calendar.convert(again!.id);
      expect(await work()).toMatchObject(later(1));
    },
  );

  it.each(KEEPABLE)('%s: a kept entry is marked again for the next move alone', async (state) => {
    await as(state);
    const before = await work();
    await move(2);

    await decide('keep').expect(200);
    await calendar.synced();
    expect(await mark()).toBeNull();

    await move(3);
    expect(await mark()).toBe('updated');
    expect((await entry()).calendar_event.difference.started_at).toEqual({
      entry: later(2).started_at,
      meeting: later(3).started_at,
    });
    expect(await work()).toEqual(before);
  });

  it.each(['pending', ...KEEPABLE] as const)(
    '%s: an entry that is kept without its meeting is marked when that comes back elsewhere',
    async (state) => {
      await as(state);
      const before = await work();
      await cancel();

      await decide('keep').expect(200);
      await calendar.synced();
      expect(await mark()).toBeNull();

      await comeBack(2);
      expect(await mark()).toBe('updated');
      expect(await work()).toEqual(before);
    },
  );

  it.each(['accept', 'keep'] as const)('billed: nobody may %s anything', async (decision) => {
    await as('approved');
    await move(2);
    await as('billed');
    const before = await entry();

    await decide(decision).expect(409, /entry_locked/);
    await move(3);

    expect(await work()).toMatchObject({ started_at: before.started_at, status: 'billed' });
  });
});
