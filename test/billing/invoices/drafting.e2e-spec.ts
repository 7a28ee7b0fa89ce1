import { DataSource } from 'typeorm';
import { lockAwaited } from '../meetings';
import { aProject, UNKNOWN } from '../people';
import { BilledWork, EUR_120, MARCH } from './billed-work';

describe('An invoice is drafted', () => {
  let work: BilledWork;

  beforeAll(async () => {
    work = await BilledWork.start();
  });
  afterAll(() => work.service.close());

  const refused = async (client_id: string, fields: object = {}) =>
    (await work.people.admin.post('/invoices', { client_id, ...MARCH, ...fields })).body;

  it('from the approved entries of a client and period, in the order of the work', async () => {
    const { client_id, project_id } = await work.aJob();
    const later = await work.approved({
      project_id,
      started_at: '2026-03-20T09:00:00Z',
      description: 'Review',
    });
    const sooner = await work.approved({ project_id, duration_minutes: 50 });
    await work.approved({ project_id, started_at: '2026-04-01T00:00:00Z' });
    await work.approved({ client_id: (await work.aJob()).client_id });

    const draft = await work.draft(client_id);

    expect(draft).toMatchObject({
      status: 'draft',
      number: null,
      client_id,
      client_name: 'Acme',
      currency: 'EUR',
      from: '2026-03-01T00:00:00.000Z',
      to: '2026-04-01T00:00:00.000Z',
      line_count: 2,
      minutes: 140,
      total: 28_000,
      finalized_at: null,
      voided_at: null,
    });
    expect(draft.lines).toEqual([
      expect.objectContaining({
        position: 1,
        time_entry_id: sooner,
        minutes: 50,
        hourly_rate: 12_000,
        amount: 10_000,
      }),
      {
        position: 2,
        time_entry_id: later,
        project_name: 'Website',
        person_name: 'Mia',
        description: 'Review',
        started_at: '2026-03-20T09:00:00.000Z',
        minutes: 90,
        hourly_rate: 12_000,
        amount: 18_000,
      },
    ]);
    expect((await work.people.admin.get(`/invoices/${draft.id}`).expect(200)).body).toEqual(draft);
  });

  it('without what is pending or rejected', async () => {
    const { client_id, project_id } = await work.aJob();
    const kept = await work.approved({ project_id });
    const rejected = await work.approved({ project_id });
    await work.people.admin.post(`/time-entries/${rejected}/reject`, { reason: 'No' }).expect(200);
    await work.people.member
      .post('/time-entries', { started_at: '2026-03-05T09:00:00Z', duration_minutes: 30, project_id })
      .expect(201);

    const { lines } = await work.draft(client_id);

    expect(lines.map((line) => line.time_entry_id)).toEqual([kept]);
  });

  it('of the days of whoever drafts it, or of instants', async () => {
    const { client_id, project_id } = await work.aJob();
    const boss = await work.service.signUp('Bo');
    await work.service.sql(`UPDATE users SET role = 'admin', timezone = 'Asia/Tokyo' WHERE name = 'Bo'`);
    const first = await work.approved({ project_id, started_at: '2026-02-28T15:00:00Z' });
    const second = await work.approved({ project_id, started_at: '2026-03-31T14:59:59Z' });
    await work.approved({ project_id, started_at: '2026-02-28T14:59:59Z' });
    await work.approved({ project_id, started_at: '2026-03-31T15:00:00Z' });

    const days = await work.draft(client_id, {}, boss);
    await work.void(days.id);
    const instants = await work.draft(client_id, {
      from: '2026-02-28T15:00:00Z',
      to: '2026-03-31T17:00:00+02:00',
    });

    expect(days).toMatchObject({
      timezone: 'Asia/Tokyo',
      from: '2026-02-28T15:00:00.000Z',
      to: '2026-03-31T15:00:00.000Z',
    });
    for (const { lines } of [days, instants]) {
      expect(lines.map((line) => line.time_entry_id)).toEqual([first, second]);
    }
  });

  it('at the rate and rounding of the moment of approval', async () => {
    const { client_id, project_id } = await work.aJob();
    await work.approved({ project_id, duration_minutes: 50 });
    await work.people.admin.patch(`/projects/${project_id}`, { hourly_rate: 1 }).expect(200);

    expect((await work.draft(client_id)).lines).toEqual([
      expect.objectContaining({ hourly_rate: 12_000, amount: 10_000 }),
    ]);
  });

  it('at the rate that there is by now, where there was none at approval', async () => {
    const { client_id, project_id } = await work.aJob({});
    const id = await work.approved({ project_id });

    expect(await refused(client_id)).toMatchObject({
      status: 409,
      code: 'rate_missing',
      entries: 1,
      time_entry_ids: [id],
    });
    await work.people.admin.patch(`/projects/${project_id}`, EUR_120).expect(200);

    expect((await work.draft(client_id)).total).toBe(18_000);
  });

  it('in one currency, and offers to split what has several', async () => {
    const { client_id, project_id } = await work.aJob();
    const yen = await aProject(work.people.admin, client_id, { hourly_rate: 9_001, currency: 'JPY' });
    await work.approved({ project_id });
    await work.approved({ project_id: yen, duration_minutes: 1 });

    expect(await refused(client_id)).toMatchObject({
      status: 409,
      code: 'mixed_currencies',
      currencies: [
        { currency: 'EUR', entries: 1, minutes: 90, total: 18_000 },
        { currency: 'JPY', entries: 1, minutes: 1, total: 150 },
      ],
    });
    expect(await refused(client_id, { currency: 'USD' })).toMatchObject({
      status: 409,
      code: 'nothing_to_bill',
    });

    expect(await work.draft(client_id, { currency: 'JPY' })).toMatchObject({
      currency: 'JPY',
      total: 150,
      line_count: 1,
    });
    expect(await work.draft(client_id)).toMatchObject({ currency: 'EUR', total: 18_000, line_count: 1 });
  });

  it('once: its entries are on no second one', async () => {
    const { client_id, project_id } = await work.aJob();
    await work.approved({ project_id });
    await work.draft(client_id);

    expect(await refused(client_id)).toMatchObject({ status: 409, code: 'nothing_to_bill', currencies: [] });
  });

  it('once for one Idempotency-Key', async () => {
    const { client_id, project_id } = await work.aJob();
    await work.approved({ project_id });
    const post = () =>
      work.people.admin
        .post('/invoices', { client_id, ...MARCH })
        .set('Idempotency-Key', `draft-${client_id}`);

    const [first, again] = [await post().expect(201), await post().expect(201)];

    expect(again.body).toEqual(first.body);
  });

  it('at the rate of the project that an entry has when it is held, though it moved while the draft waited', async () => {
    const { client_id, project_id } = await work.aJob({ hourly_rate: 100, currency: 'EUR' });
    const other = await aProject(work.people.admin, client_id, { hourly_rate: 700, currency: 'EUR' });
    const [first, second] = [await work.approved({ project_id }), await work.approved({ project_id })].sort();
    await work.service.sql(
      'UPDATE time_entries SET hourly_rate = NULL, currency = NULL WHERE client_id = $1',
      [client_id],
    );

    const { drafting } = await work.service.app.get(DataSource).transaction(async (manager) => {
      await manager.query('SELECT FROM time_entries WHERE id = $1 FOR UPDATE', [first]);
      const drafting = work.draft(client_id);
      await lockAwaited(work.service);
      await work.service.sql('UPDATE time_entries SET project_id = $2 WHERE id = $1', [second, other]);
      return { drafting };
    });

    const rates = (await drafting).lines.map((line) => [line.time_entry_id, line.hourly_rate]);
    expect(Object.fromEntries(rates)).toEqual({ [first!]: 100, [second!]: 700 });
  });

  it('holding its entries: nobody changes, rejects or deletes them meanwhile', async () => {
    const { client_id, project_id } = await work.aJob();
    const id = await work.approved({ project_id });
    const draft = await work.draft(client_id);
    const { admin, member } = work.people;

    expect(await work.entry(id)).toMatchObject({ status: 'approved', invoice_id: draft.id });
    for (const request of [
      member.patch(`/time-entries/${id}`, { description: 'Other' }),
      member.delete(`/time-entries/${id}`),
      admin.post(`/time-entries/${id}/reject`, { reason: 'No' }),
    ]) {
      const { body } = await request.expect(409);
      expect(body).toMatchObject({
        code: 'entry_locked',
        invoice_id: draft.id,
        detail: expect.stringContaining('draft'),
      });
    }
  });

  it('saying which of its entries share time with another one, whoever that is billed to', async () => {
    const [{ client_id, project_id }, other] = [await work.aJob(), await work.aJob()];
    const worker = await work.service.signUp('Wim');
    const twice = await work.approved({ project_id }, worker);
    await work.approved({ project_id, started_at: '2026-03-03T09:00:00Z' }, worker);
    await work.approved({ project_id: other.project_id, started_at: '2026-03-02T10:00:00Z' }, worker);

    expect(await work.draft(client_id)).toMatchObject({ overlapping_time_entry_ids: [twice] });
  });

  it('by members from their own entries, which they find in their list', async () => {
    const { client_id, project_id } = await work.aJob();
    const { member, stranger } = work.people;
    const own = await work.approved({ project_id }, stranger);
    await work.approved({ project_id }, member);

    const draft = await work.draft(client_id, {}, stranger);

    expect(draft.lines.map((line) => line.time_entry_id)).toEqual([own]);
    const listed = async (api = stranger): Promise<string[]> =>
      (await api.get(`/invoices?client_id=${client_id}`).expect(200)).body.invoices.map(
        ({ id }: { id: string }) => id,
      );
    expect(await listed()).toEqual([draft.id]);
    expect(await listed(member)).toEqual([]);
    expect(await listed(work.people.admin)).toEqual([draft.id]);
    await work.people.viewer.post('/invoices', { client_id, ...MARCH }).expect(403);
  });

  it.each([
    [{ client_id: UNKNOWN }, '/client_id'],
    [{ from: '2026-02-30' }, '/from'],
    [{ from: 'March' }, '/from'],
    [{ from: ['2026-03-01'] }, '/from'],
    [{ to: '2026-02-28' }, '/to'],
    [{ from: '2026-03-01T00:00:00Z', to: '2026-03-01T00:00:00Z' }, '/to'],
    [{ currency: 'euro' }, '/currency'],
    [{ colour: 'red' }, '/colour'],
  ])('never for %j', async (fields, pointer) => {
    const { client_id } = await work.aJob();

    expect(await refused(client_id, fields)).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer }],
    });
  });
});
