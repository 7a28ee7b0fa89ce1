import * as fc from 'fast-check';
import { priceOf } from '../../src/billing/money/price';
import type { Api } from '../harness/api';
import { type Service, startService } from '../harness/service';
import { bill } from './bill';
import { aClient, anEntry, aProject, idOf, UNKNOWN } from './people';

const NOTHING = { entries: 0, minutes: 0, billable_minutes: 0, amounts: [] };

describe('The totals of time entries', () => {
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

  const totals = async (query = '', by = member) =>
    (await by.get(`/time-entries/totals?${query}`).expect(200)).body;

  const approve = (id: string) => admin.post(`/time-entries/${id}/approve`).expect(200);
  const reject = (id: string) => admin.post(`/time-entries/${id}/reject`, { reason: 'No.' }).expect(200);

  it('of nothing are none', async () => {
    expect(await totals()).toEqual({
      ...{ timezone: 'UTC', ...NOTHING },
      ...{ by_day: [], by_project: [], by_client: [] },
    });
  });

  it('add up by day, project and client, in each currency', async () => {
    const client_id = await aClient(member, 'Globex');
    const euros = await aProject(member, client_id, { name: 'Web', hourly_rate: 9_050, currency: 'EUR' });
    const yen = await aProject(member, client_id, { name: 'App', hourly_rate: 1_000, currency: 'JPY' });
    for (const project_id of [euros, yen]) await approve(await anEntry(member, { project_id }));
    const next = { started_at: '2026-03-03T09:00:00Z', duration_minutes: 7 };
    await approve(await anEntry(member, { ...next, project_id: euros }));
    await anEntry(member, next);

    const ninety = { entries: 1, minutes: 90, billable_minutes: 90 };
    const [EUR, JPY] = [
      { currency: 'EUR', amount: 13_575 },
      { currency: 'JPY', amount: 1_500 },
    ];
    // 7 minutes at 90.50 are 10.5583…
    const both = { currency: 'EUR', amount: 13_575 + 1_056 };
    expect(await totals()).toEqual({
      timezone: 'UTC',
      ...{ entries: 4, minutes: 194, billable_minutes: 187, amounts: [both, JPY] },
      by_day: [
        { date: '2026-03-02', entries: 2, minutes: 180, billable_minutes: 180, amounts: [EUR, JPY] },
        {
          ...{ date: '2026-03-03', entries: 2, minutes: 14, billable_minutes: 7 },
          amounts: [{ currency: 'EUR', amount: 1_056 }],
        },
      ],
      by_project: [
        { project_id: yen, name: 'App', ...ninety, amounts: [JPY] },
        { project_id: euros, name: 'Web', entries: 2, minutes: 97, billable_minutes: 97, amounts: [both] },
        { project_id: null, name: null, entries: 1, minutes: 7, billable_minutes: 0, amounts: [] },
      ],
      by_client: [
        {
          ...{ client_id, name: 'Globex', entries: 3, minutes: 187, billable_minutes: 187 },
          amounts: [both, JPY],
        },
        { client_id: null, name: null, entries: 1, minutes: 7, billable_minutes: 0, amounts: [] },
      ],
    });
  });

  it('count worked minutes as worked, and billable ones as approved', async () => {
    const client_id = await aClient(member);
    const id = await anEntry(member, { client_id, duration_minutes: 50 });
    await approve(id);
    await service.sql('UPDATE time_entries SET billable_minutes = 60 WHERE id = $1', [id]);

    expect(await totals()).toMatchObject({ minutes: 50, billable_minutes: 60, amounts: [] });
    await reject(id);
    await member.patch(`/time-entries/${id}`, { description: 'Again' }).expect(200);
    expect(await totals()).toMatchObject({ minutes: 50, billable_minutes: 0 });
  });

  it('go on counting what is billed', async () => {
    const id = await anEntry(member, { duration_minutes: 45 });
    await bill(service, id);
    await service.sql(`UPDATE time_entries SET hourly_rate = 10000, currency = 'EUR' WHERE id = $1`, [id]);

    expect(await totals('status=billed')).toMatchObject({
      ...{ minutes: 45, billable_minutes: 45 },
      amounts: [{ currency: 'EUR', amount: 7_500 }],
    });
  });

  it('leave out what is rejected, unless that is asked for', async () => {
    await anEntry(member);
    await reject(await anEntry(member, { duration_minutes: 20 }));

    expect(await totals()).toMatchObject({ entries: 1, minutes: 90 });
    expect(await totals('status=rejected')).toMatchObject({ entries: 1, minutes: 20, billable_minutes: 0 });
  });

  it('are of what the list shows with the same filter', async () => {
    const client_id = await aClient(member);
    const project_id = await aProject(member, client_id);
    await anEntry(member, { project_id, duration_minutes: 1 });
    await anEntry(member, { client_id, duration_minutes: 2, started_at: '2026-03-03T09:00:00Z' });
    await anEntry(member, { duration_minutes: 4, started_at: '2026-03-03T09:01:00Z' });
    await approve(
      await anEntry(member, { client_id, duration_minutes: 8, started_at: '2026-03-04T09:00:00Z' }),
    );
    const minutes = async (query: string): Promise<number> => (await totals(query)).minutes;

    expect(await minutes('')).toBe(15);
    expect(await minutes(`project_id=${project_id}`)).toBe(1);
    expect(await minutes(`client_id=${client_id}`)).toBe(11);
    expect(await minutes('from=2026-03-03T09:00:00Z')).toBe(14);
    expect(await minutes('to=2026-03-03T09:00:00Z')).toBe(1);
    expect(await minutes('status=approved')).toBe(8);
    expect(await minutes('source=slack')).toBe(0);
    expect(await minutes('overlapping=true')).toBe(6);
    expect(await minutes(`overlapping=false&client_id=${client_id}`)).toBe(9);
    expect(await minutes(`client_id=${UNKNOWN}`)).toBe(0);
  });

  it.each(['limit=5', 'cursor=x', 'from=2026-05-01', 'status=done', 'overlapping=1', 'q=x'])(
    'are not of %s',
    (query) => member.get(`/time-entries/totals?${query}`).expect(400),
  );

  it('are of one’s own entries, and of everybody’s for admins', async () => {
    await anEntry(member, { duration_minutes: 3, started_at: '2026-07-01T09:00:00Z' });
    await anEntry(admin, { duration_minutes: 5, started_at: '2026-07-01T09:00:00Z' });
    const id = await idOf(member);
    const july = 'from=2026-07-01T00:00:00Z';

    expect(await totals(july)).toMatchObject({ minutes: 3 });
    expect(await totals(`user_id=${id}`)).toMatchObject({ minutes: 3 });
    expect(await totals(july, admin)).toMatchObject({ minutes: 8 });
    expect(await totals(`${july}&user_id=${id}`, admin)).toMatchObject({ minutes: 3 });
    const stranger = await service.signUp('Sid');
    await stranger.get(`/time-entries/totals?user_id=${id}`).expect(403);
  });

  describe('have the days of who asks', () => {
    const days = async (timezone: string): Promise<[string, number][]> => {
      await member.patch('/auth/me', { timezone }).expect(200);
      const body = await totals();
      expect(body.timezone).toBe(timezone);
      return body.by_day.map(({ date, minutes }: { date: string; minutes: number }) => [date, minutes]);
    };

    it('also when the clocks change', async () => {
      // Midnight in Berlin is 23:00 in UTC before that Sunday is over, and 22:00 when it ends.
      const starts = ['28T22:59', '28T23:00', '29T00:59', '29T01:00', '29T21:59', '29T22:00'];
      for (const [power, start] of starts.entries()) {
        await anEntry(member, { started_at: `2026-03-${start}:00Z`, duration_minutes: 2 ** power });
      }

      expect(await days('Europe/Berlin')).toEqual([
        ['2026-03-28', 1],
        ['2026-03-29', 2 + 4 + 8 + 16],
        ['2026-03-30', 32],
      ]);
      expect(await days('UTC')).toEqual([
        ['2026-03-28', 3],
        ['2026-03-29', 60],
      ]);
    });

    it('far from Greenwich, where a day was left out once', async () => {
      await anEntry(member, { started_at: '2011-12-30T09:59:00Z', duration_minutes: 1 });
      await anEntry(member, { started_at: '2011-12-30T10:00:00Z', duration_minutes: 2 });
      await anEntry(member, { started_at: '2026-03-01T10:59:00Z', duration_minutes: 4 });
      await anEntry(member, { started_at: '2026-03-01T11:00:00Z', duration_minutes: 8 });

      expect(await days('Pacific/Apia')).toEqual([
        ['2011-12-29', 1],
        ['2011-12-31', 2],
        ['2026-03-01', 4],
        ['2026-03-02', 8],
      ]);
    });

    it('which are those of UTC where the database does not know the zone', async () => {
      await anEntry(member, { started_at: '2026-03-02T23:59:00Z', duration_minutes: 1 });
      await service.sql(`UPDATE users SET timezone = 'Mars/Olympus' WHERE id = $1`, [await idOf(member)]);

      expect(await totals()).toMatchObject({ timezone: 'UTC', by_day: [{ date: '2026-03-02' }] });
    });
  });

  it('cost what each entry costs by itself, to the minor unit', async () => {
    const owner = await idOf(member);
    const client_id = await aClient(member);
    const priced = fc.record({
      minutes: fc.integer({ min: 0, max: 44_640 }),
      rate: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 2_147_483_647 })),
      currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(priced, { minLength: 1, maxLength: 40 }), async (entries) => {
        await service.sql('DELETE FROM time_entries WHERE user_id = $1', [owner]);
        await service.sql(
          `INSERT INTO time_entries (user_id, client_id, source, status, started_at, ended_at, duration_minutes,
             billable_minutes, hourly_rate, currency)
           SELECT $1, $2, 'manual', 'approved', '2026-03-02Z', '2026-03-02T01:00Z', 60, minutes, rate, currency
           FROM jsonb_to_recordset($3::jsonb) AS e (minutes int, rate int, currency text)`,
          [owner, client_id, JSON.stringify(entries)],
        );
        const wanted = new Map<string, number>();
        for (const { minutes, rate, currency } of entries) {
          wanted.set(currency, (wanted.get(currency) ?? 0) + priceOf(minutes, rate));
        }

        const { amounts } = await totals();

        expect(
          new Map(amounts.map((sum: { currency: string; amount: number }) => [sum.currency, sum.amount])),
        ).toEqual(wanted);
      }),
      { numRuns: 40 },
    );
  });

  it('need a token', () => service.anonymous.get('/time-entries/totals').expect(401));
});
