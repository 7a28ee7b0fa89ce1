import { type Service, startService } from '../harness/service';
import { bill } from './bill';
import { aClient, anEntry, aProject, idOf, type People, signUpPeople, UNKNOWN } from './people';

interface Result {
  time_entry_id: string;
  status: string;
  code?: string;
  detail?: string;
}

describe('Many entries are judged at once', () => {
  let service: Service;
  let people: People;
  let client_id: string;

  beforeAll(async () => {
    service = await startService();
    people = await signUpPeople(service);
    client_id = await aClient(people.admin);
  });
  afterAll(() => service.close());

  const approve = async (ids: string[]): Promise<Result[]> =>
    (await people.admin.post('/time-entries/approve', { time_entry_ids: ids }).expect(200)).body.results;
  const reject = async (ids: string[], reason = 'Which project?'): Promise<Result[]> =>
    (await people.admin.post('/time-entries/reject', { time_entry_ids: ids, reason }).expect(200)).body
      .results;
  const read = async (id: string) => (await people.admin.get(`/time-entries/${id}`).expect(200)).body;
  const entries = (count: number): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, () => anEntry(people.member, { client_id })));
  const trail = (id: string) =>
    service.sql(`SELECT actor_id, action FROM audit_log WHERE entity_id = $1 AND action <> 'created'`, [id]);

  it('by admins alone', async () => {
    const time_entry_ids = [await anEntry(people.member, { client_id })];

    for (const api of [people.member, people.viewer]) {
      await api.post('/time-entries/approve', { time_entry_ids }).expect(403);
      await api.post('/time-entries/reject', { time_entry_ids, reason: 'Mine' }).expect(403);
    }
    expect((await read(time_entry_ids[0]!)).status).toBe('pending');
  });

  it('whoever’s they are, each on its own terms', async () => {
    const rounded = { hourly_rate: 9_000, currency: 'CHF', rounding: 'up', rounding_minutes: 30 };
    const project_id = await aProject(people.admin, client_id, rounded);
    const ids = [
      await anEntry(people.member, { project_id, duration_minutes: 83 }),
      await anEntry(people.stranger, { client_id, duration_minutes: 83 }),
    ];

    expect(await approve(ids)).toEqual(ids.map((time_entry_id) => ({ time_entry_id, status: 'approved' })));

    const [first, second] = [await read(ids[0]!), await read(ids[1]!)];
    expect(first).toMatchObject({ billable_minutes: 90, hourly_rate: 9_000, currency: 'CHF' });
    expect(second).toMatchObject({ billable_minutes: 83, hourly_rate: null, currency: null });
    expect([first.status, second.status]).toEqual(['approved', 'approved']);
  });

  it('with a result for each in the order given, and no one holds up the others', async () => {
    const [pending, aimless, rejected, approved, drafted, billed] = [
      await anEntry(people.member, { client_id }),
      await anEntry(people.member),
      await anEntry(people.member, { client_id }),
      await anEntry(people.member, { client_id }),
      await anEntry(people.member, { client_id }),
      await anEntry(people.member, { client_id }),
    ];
    await reject([rejected]);
    await approve([approved]);
    for (const id of [drafted, billed]) await bill(service, id);
    await service.sql(`UPDATE time_entries SET status = 'approved' WHERE id = $1`, [drafted]);
    const before = await read(approved);

    const ids = [billed, UNKNOWN, pending, aimless, approved, rejected, drafted, pending.toUpperCase()];
    const results = await approve(ids);

    const error = (code: string, words: string) => ({
      status: 'error',
      code,
      detail: expect.stringContaining(words),
    });
    expect(results).toEqual(
      [
        error('entry_locked', 'billed on invoice INV-'),
        error('not_found', 'does not exist'),
        { status: 'approved' },
        error('conflict', 'client'),
        { status: 'approved' },
        error('conflict', 'rejected'),
        error('entry_locked', 'draft'),
        { status: 'approved' },
      ].map((result, position) => ({ time_entry_id: ids[position]!.toLowerCase(), ...result })),
    );
    expect(await read(approved)).toEqual(before);
    expect(await trail(pending)).toEqual([{ actor_id: await idOf(people.admin), action: 'changed' }]);
    expect([(await read(aimless)).status, (await read(rejected)).status]).toEqual(['pending', 'rejected']);
  });

  it('as each of them would be alone', async () => {
    const [aimless, billed] = [await anEntry(people.member), await anEntry(people.member, { client_id })];
    await bill(service, billed);

    for (const id of [aimless, billed, UNKNOWN]) {
      const alone = await people.admin.post(`/time-entries/${id}/approve`);
      const { code, detail } = alone.body;
      expect(alone.status).toBeGreaterThanOrEqual(400);
      expect(await approve([id])).toEqual([{ time_entry_id: id, status: 'error', code, detail }]);
    }
  });

  it('and rejected for one reason, approved ones too', async () => {
    const [pending, approved, billed] = [
      await anEntry(people.member),
      await anEntry(people.member, { client_id }),
      await anEntry(people.member, { client_id }),
    ];
    await approve([approved]);
    await bill(service, billed);

    const results = await reject([approved, billed, UNKNOWN, pending, approved], 'Too long');

    expect(results.map(({ status, code }) => code ?? status)).toEqual([
      'rejected',
      'entry_locked',
      'not_found',
      'rejected',
      'rejected',
    ]);
    for (const id of [pending, approved]) {
      expect(await read(id)).toMatchObject({
        status: 'rejected',
        rejection_reason: 'Too long',
        billable_minutes: null,
      });
    }
    const { version } = await read(pending);
    await reject([pending], 'Too long');
    expect((await read(pending)).version).toBe(version);
    await reject([pending], 'Too short');
    expect(await read(pending)).toMatchObject({ rejection_reason: 'Too short', version: version + 1 });
  });

  it.each([
    ['no entries', { time_entry_ids: [] }, '/time_entry_ids'],
    ['501 entries', { time_entry_ids: Array.from({ length: 501 }, () => UNKNOWN) }, '/time_entry_ids'],
    ['ids that are none', { time_entry_ids: ['7'] }, '/time_entry_ids'],
    ['no list', { time_entry_ids: UNKNOWN }, '/time_entry_ids'],
    ['nothing', {}, '/time_entry_ids'],
    ['unknown fields', { time_entry_ids: [UNKNOWN], force: true }, '/force'],
  ])('but not for %s', async (_, body, pointer) => {
    for (const [verb, more] of [
      ['approve', {}],
      ['reject', { reason: 'No' }],
    ] as const) {
      const answer = await people.admin.post(`/time-entries/${verb}`, { ...body, ...more }).expect(400);
      expect(answer.body.code).toBe('validation_failed');
      const pointers = answer.body.errors.map((error: { pointer: string }) => error.pointer);
      expect([...new Set(pointers)]).toEqual([pointer]);
    }
  });

  it.each([
    ['no reason', {}],
    ['an empty one', { reason: '' }],
    ['a novel', { reason: 'x'.repeat(1001) }],
  ])('nor rejected for %s', async (_, reason) => {
    const { body } = await people.admin
      .post('/time-entries/reject', { time_entry_ids: [UNKNOWN], ...reason })
      .expect(400);
    expect(body.errors[0].pointer).toBe('/reason');
  });

  it('up to five hundred', async () => {
    const rows = await service.sql<{ id: string }>(
      `INSERT INTO time_entries (user_id, client_id, source, started_at, ended_at, duration_minutes)
       SELECT $1, CASE WHEN n % 10 > 0 THEN $2::uuid END, 'manual', '2026-03-02Z'::timestamptz + n * interval '1 hour',
         '2026-03-02Z'::timestamptz + n * interval '1 hour' + interval '83 minutes', 83
       FROM generate_series(1, 500) n RETURNING id`,
      [await idOf(people.member), client_id],
    );

    const results = await approve(rows.map(({ id }) => id));

    expect(results.map(({ time_entry_id }) => time_entry_id)).toEqual(rows.map(({ id }) => id));
    const outcomes = results.map(({ status, code }) => code ?? status);
    expect(outcomes.filter((outcome) => outcome === 'approved')).toHaveLength(450);
    expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(50);
    const stored = await service.sql(
      `SELECT status, billable_minutes, count(*)::int FROM time_entries WHERE id = ANY ($1) GROUP BY 1, 2 ORDER BY 1`,
      [rows.map(({ id }) => id)],
    );
    expect(stored).toEqual([
      { status: 'approved', billable_minutes: 83, count: 450 },
      { status: 'pending', billable_minutes: null, count: 50 },
    ]);
  });

  it('as they were or as they became, when they are edited at that moment', async () => {
    const quarters = await aClient(people.admin, 'Quarters');
    await people.admin.patch(`/clients/${quarters}`, { rounding: 'up', rounding_minutes: 15 }).expect(200);
    for (let round = 0; round < 5; round += 1) {
      const ids = await entries(12);

      const [results, ...edits] = await Promise.all([
        approve(ids),
        ...ids.map((id) =>
          people.member.patch(`/time-entries/${id}`, { client_id: quarters, duration_minutes: 601 }),
        ),
      ]);

      expect(results.map(({ status }) => status)).toEqual(ids.map(() => 'approved'));
      for (const [position, id] of ids.entries()) {
        const edit = edits[position]!;
        const edited = edit.status === 200;
        expect(edited ? 'edited' : edit.body.code).toBe(edited ? 'edited' : 'entry_locked');
        expect(await read(id)).toMatchObject(
          edited
            ? { status: 'approved', client_id: quarters, duration_minutes: 601, billable_minutes: 615 }
            : { status: 'approved', client_id, duration_minutes: 90, billable_minutes: 90 },
        );
      }
    }
  });

  it('by several admins in whatever order, and none waits for another in a circle', async () => {
    const ids = await entries(40);

    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, turn) => {
        const time_entry_ids = turn % 2 ? [...ids].reverse() : ids;
        return people.admin.post('/time-entries/approve', { time_entry_ids });
      }),
    );

    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body.results.every((result: Result) => result.status === 'approved')).toBe(true);
    }
    for (const id of ids) expect(await trail(id)).toHaveLength(1);
  });
});
