import * as fc from 'fast-check';
import type { Api } from '../harness/api';
import { type Service, startService } from '../harness/service';
import { aClient, anEntry, idOf } from './people';

const DAY = Date.UTC(2026, 2, 2);

/** An instant of the day on which the cases happen. */
const at = (time: string): string => `2026-03-02T${time}:00Z`;

describe('Entries that share time', () => {
  let service: Service;
  let admin: Api;
  let member: Api;

  beforeAll(async () => {
    service = await startService();
    admin = await service.signUp('Ada');
  });
  beforeEach(async () => {
    member = await service.signUp('Mia');
  });
  afterAll(() => service.close());

  const entry = (start: string, end: string, by = member): Promise<string> =>
    anEntry(by, { started_at: at(start), ended_at: at(end), duration_minutes: undefined });

  const overlapsOf = async (id: string): Promise<string[]> =>
    (await member.get(`/time-entries/${id}`).expect(200)).body.overlaps;

  const listed = async (query = ''): Promise<string[]> =>
    (await member.get(`/time-entries?${query}`).expect(200)).body.time_entries.map(
      ({ id }: { id: string }) => id,
    );

  it.each([
    ['09:00', '10:00', '10:00', '11:00', false],
    ['09:00', '10:00', '08:00', '09:00', false],
    ['09:00', '10:00', '09:59', '11:00', true],
    ['09:00', '10:00', '08:00', '09:01', true],
    ['09:00', '10:00', '09:00', '10:00', true],
    ['09:00', '12:00', '10:00', '11:00', true],
  ])('%s–%s and %s–%s: %s', async (start, end, otherStart, otherEnd, overlap) => {
    const one = await entry(start, end);
    const other = await entry(otherStart, otherEnd);

    expect(await overlapsOf(one)).toEqual(overlap ? [other] : []);
    expect(await overlapsOf(other)).toEqual(overlap ? [one] : []);
  });

  it('name each other in every answer', async () => {
    const client_id = await aClient(member);
    const one = await anEntry(member, { client_id });

    const created = await member.post('/time-entries', { started_at: at('09:30'), duration_minutes: 10 });
    const changed = await member.patch(`/time-entries/${one}`, { description: 'Longer' }).expect(200);
    const approved = await admin.post(`/time-entries/${one}/approve`).expect(200);
    const list = await member.get('/time-entries').expect(200);
    const other = created.body.id;

    expect(created.body.overlaps).toEqual([one]);
    expect(changed.body.overlaps).toEqual([other]);
    expect(approved.body.overlaps).toEqual([other]);
    expect(list.body.time_entries).toMatchObject([
      { id: other, overlaps: [one] },
      { id: one, overlaps: [other] },
    ]);
  });

  it('do so no longer once one of them is moved', async () => {
    const one = await entry('09:00', '10:00');
    const other = await entry('09:30', '10:30');

    const { body } = await member
      .patch(`/time-entries/${other}`, { started_at: at('10:00'), ended_at: at('11:00') })
      .expect(200);

    expect(body.overlaps).toEqual([]);
    expect(await overlapsOf(one)).toEqual([]);
  });

  it('do not count while they are rejected', async () => {
    const one = await entry('09:00', '10:00');
    const other = await entry('09:30', '10:30');

    const { body } = await admin.post(`/time-entries/${other}/reject`, { reason: 'Twice?' }).expect(200);

    expect(body.overlaps).toEqual([]);
    expect(await overlapsOf(one)).toEqual([]);
    await member.patch(`/time-entries/${other}`, { description: 'Both' }).expect(200);
    expect(await overlapsOf(one)).toEqual([other]);
  });

  it('are those of one person', async () => {
    const mine = await entry('09:00', '10:00');
    await entry('09:00', '10:00', admin);

    expect(await overlapsOf(mine)).toEqual([]);
  });

  it('may be a month long, whatever the clocks do in it', async () => {
    await member.patch('/auth/me', { timezone: 'Europe/Berlin' }).expect(200);
    const month = { started_at: '2026-03-10T00:00:00.000Z', ended_at: '2026-04-10T00:00:29.000Z' };
    const long = await anEntry(member, { ...month, duration_minutes: undefined });

    const last = await anEntry(member, { started_at: '2026-04-10T00:00:28.000Z', duration_minutes: 1 });
    const behind = await anEntry(member, { started_at: '2026-04-10T00:00:29.000Z', duration_minutes: 1 });

    expect(await overlapsOf(long)).toEqual([last]);
    expect(await overlapsOf(last)).toEqual([long, behind]);
  });

  it('are named twenty at most, earliest first', async () => {
    const id = await entry('09:00', '12:00');
    const starts = Array.from({ length: 23 }, (_, minute) => `09:${String(minute + 10)}`);
    const others: string[] = [];
    for (const start of starts) others.push(await entry(start, '11:00'));

    expect(await overlapsOf(id)).toEqual(others.slice(0, 20));
  });

  describe('are listed', () => {
    it('alone, or left out', async () => {
      const [one, other] = [await entry('09:00', '10:00'), await entry('09:30', '10:30')];
      const alone = await entry('11:00', '12:00');
      const rejected = await entry('09:15', '10:15');
      await admin.post(`/time-entries/${rejected}/reject`, { reason: 'No.' }).expect(200);

      expect(await listed('overlapping=true')).toEqual([other, one]);
      expect(await listed('overlapping=false')).toEqual([alone, rejected]);
      await member.get('/time-entries?overlapping=perhaps').expect(400);
    });

    it('by what else they are: the other one need not be so', async () => {
      const client_id = await aClient(member);
      const one = await anEntry(member, { client_id });
      const other = await anEntry(member);
      await anEntry(member, { client_id, started_at: at('15:00') });

      expect(await listed(`overlapping=true&client_id=${client_id}`)).toEqual([one]);
      expect(await listed(`overlapping=true&from=${at('10:00')}`)).toEqual([]);
      expect((await listed('overlapping=true&status=pending')).sort()).toEqual([one, other].sort());
    });

    it('also when the other one begins before the period, or after it', async () => {
      const long = await anEntry(member, { started_at: '2026-01-30T09:00:00Z', duration_minutes: 44_640 });
      const first = await anEntry(member, { started_at: '2026-03-02T08:59:00Z', duration_minutes: 30 });
      const behind = await anEntry(member, { started_at: '2026-03-02T09:28:00Z', duration_minutes: 30 });

      expect(await listed('overlapping=true&from=2026-03-02T08:59:00Z')).toEqual([behind, first]);
      expect(await listed('overlapping=true&from=2026-03-02T09:00:00Z')).toEqual([behind]);
      expect(await listed('overlapping=true&to=2026-02-01T00:00:00Z')).toEqual([long]);
      expect(await listed('overlapping=false')).toEqual([]);
    });

    it('in pages', async () => {
      const wanted: string[] = [];
      for (const minute of ['00', '10', '20', '30', '40']) {
        wanted.unshift(await entry(`09:${minute}`, '10:00'));
        await entry(`10:${minute}`, `10:${minute[0]}9`);
      }
      const seen: string[] = [];
      let next: string | null = '';
      while (next !== null) {
        const cursor: string = next && `&cursor=${next}`;
        const { body } = await member.get(`/time-entries?overlapping=true&limit=2${cursor}`).expect(200);
        seen.push(...body.time_entries.map(({ id }: { id: string }) => id));
        next = body.next_cursor;
      }

      expect(seen).toEqual(wanted);
    });
  });

  it('are found as the definition has it, whatever the spans', async () => {
    const owner = await idOf(member);
    const span = fc.record({
      start: fc.integer({ min: 0, max: 120 }),
      minutes: fc.integer({ min: 1, max: 60 }),
      rejected: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(span, { minLength: 1, maxLength: 12 }), async (spans) => {
        await service.sql('DELETE FROM time_entries WHERE user_id = $1', [owner]);
        const rows = await service.sql<{ id: string; start: number; minutes: number; rejected: boolean }>(
          `INSERT INTO time_entries (user_id, source, status, started_at, ended_at, duration_minutes)
           SELECT $1, 'manual', CASE WHEN rejected THEN 'rejected' ELSE 'pending' END,
             $2::timestamptz + start * interval '1 minute', $2::timestamptz + (start + minutes) * interval '1 minute', minutes
           FROM jsonb_to_recordset($3::jsonb) AS s (start int, minutes int, rejected boolean)
           RETURNING id, (extract(epoch FROM started_at - $2::timestamptz) / 60)::int AS start, duration_minutes AS minutes,
             status = 'rejected' AS rejected`,
          [owner, new Date(DAY), JSON.stringify(spans)],
        );
        const { body } = await member.get('/time-entries').expect(200);

        const found = body.time_entries as { id: string; overlaps: string[] }[];
        const counted = rows.filter(({ rejected }) => !rejected);
        for (const shown of found) {
          const own = counted.find(({ id }) => id === shown.id);
          const wanted = counted.filter(
            (other) =>
              own &&
              other !== own &&
              other.start < own.start + own.minutes &&
              own.start < other.start + other.minutes,
          );
          wanted.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
          expect(shown.overlaps).toEqual(wanted.map(({ id }) => id));
        }
        const having = (some: boolean): string[] =>
          found.filter(({ overlaps }) => overlaps.length > 0 === some).map(({ id }) => id);
        expect(await listed('overlapping=true')).toEqual(having(true));
        expect(await listed('overlapping=false')).toEqual(having(false));
      }),
      { numRuns: 50 },
    );
  });
});
