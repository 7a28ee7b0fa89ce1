import { UNKNOWN } from '../people';
import { BilledWork } from './billed-work';

describe('An invoice', () => {
  let work: BilledWork;

  beforeAll(async () => {
    work = await BilledWork.start();
  });
  afterAll(() => work.service.close());

  const aDraft = async (description = 'Workshop') => {
    const { client_id, project_id } = await work.aJob();
    const entryId = await work.approved({ project_id, description });
    return { client_id, entryId, draft: await work.draft(client_id) };
  };
  const told = (invoiceId: string) =>
    work.service.sql(
      `SELECT user_id, facts FROM notifications WHERE type = 'invoice_ready' AND subject = $1 ORDER BY user_id`,
      [invoiceId],
    );

  it('gets the next number when it is finalized, and its entries are billed', async () => {
    const [one, two] = [await aDraft(), await aDraft()];

    const first = await work.finalize(two.draft.id);
    const second = await work.finalize(one.draft.id);

    expect(first).toMatchObject({ status: 'finalized', number: expect.stringMatching(/^INV-\d{4}$/) });
    expect(Number(second.number!.slice(4))).toBe(Number(first.number!.slice(4)) + 1);
    expect(first.lines).toEqual(two.draft.lines);
    expect(await work.entry(two.entryId)).toMatchObject({ status: 'billed', invoice_id: two.draft.id });
    const { body } = await work.people.member
      .patch(`/time-entries/${two.entryId}`, { description: 'x' })
      .expect(409);
    expect(body).toMatchObject({ code: 'entry_locked', detail: expect.stringContaining(first.number!) });
  });

  it('is told to who drafted and who finalized it, once, in the same transaction', async () => {
    const { client_id, project_id } = await work.aJob();
    await work.approved({ project_id });
    const draft = await work.draft(client_id, {}, work.people.member);

    const { number } = await work.finalize(draft.id);
    await work.finalize(draft.id);

    const rows = await told(draft.id);
    const facts = { invoiceId: draft.id, number, client: 'Acme', total: 18_000, currency: 'EUR' };
    expect(rows).toHaveLength(2);
    expect(rows).toEqual(rows.map(() => expect.objectContaining({ facts })));
  });

  it('stays as it is when it is finalized again', async () => {
    const { draft } = await aDraft();

    const first = await work.finalize(draft.id);

    expect(await work.finalize(draft.id)).toEqual(first);
  });

  it('keeps its client’s name from then on', async () => {
    const { client_id, draft } = await aDraft();
    await work.people.admin.patch(`/clients/${client_id}`, { name: 'Acme AG' }).expect(200);
    await work.finalize(draft.id);
    await work.people.admin.patch(`/clients/${client_id}`, { name: 'Apex' }).expect(200);

    expect((await work.people.admin.get(`/invoices/${draft.id}`).expect(200)).body.client_name).toBe(
      'Acme AG',
    );
  });

  it('frees its entries when its draft is voided', async () => {
    const { client_id, entryId, draft } = await aDraft();

    expect(await work.void(draft.id)).toMatchObject({ status: 'void', number: null });

    expect(await work.entry(entryId)).toMatchObject({ status: 'approved', invoice_id: null });
    await work.people.admin.post(`/invoices/${draft.id}/finalize`).expect(409);
    expect((await work.draft(client_id)).lines.map((line) => line.time_entry_id)).toEqual([entryId]);
    expect(await told(draft.id)).toEqual([]);
  });

  it('keeps number, lines and reason when it is voided, and its entries go on the next one', async () => {
    const { client_id, entryId, draft } = await aDraft();
    const finalized = await work.finalize(draft.id);

    const { body } = await work.people.admin
      .post(`/invoices/${draft.id}/void`, { reason: 'The rate was wrong' })
      .expect(200);
    const again = await work.void(draft.id);

    expect(body).toMatchObject({
      status: 'void',
      number: finalized.number,
      void_reason: 'The rate was wrong',
      lines: draft.lines,
    });
    expect(again).toEqual(body);
    expect(await work.entry(entryId)).toMatchObject({ status: 'approved', invoice_id: null });
    const next = await work.finalize((await work.draft(client_id)).id);
    expect(Number(next.number!.slice(4))).toBe(Number(finalized.number!.slice(4)) + 1);
  });

  it('is drafted anew at the rate of then, where none was agreed at approval', async () => {
    const { client_id, project_id } = await work.aJob({});
    const id = await work.approved({ project_id });
    const rate = (hourly_rate: number) =>
      work.people.admin.patch(`/projects/${project_id}`, { hourly_rate, currency: 'EUR' }).expect(200);
    await rate(50_000);
    const wrong = await work.finalize((await work.draft(client_id)).id);
    expect(await work.entry(id)).toMatchObject({ hourly_rate: 50_000, currency: 'EUR' });

    await work.void(wrong.id);
    await rate(10_000);

    expect(await work.entry(id)).toMatchObject({ hourly_rate: null, currency: null });
    expect((await work.draft(client_id)).total).toBe(15_000);
  });

  it('leaves no gap in the numbers when finalizing fails', async () => {
    const [one, two] = [await aDraft('Unbillable'), await aDraft()];
    const before = await work.finalize((await aDraft()).draft.id);
    await work.service.sql(
      `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
       CREATE TRIGGER fail BEFORE INSERT ON notifications FOR EACH ROW WHEN (NEW.subject = '${one.draft.id}') EXECUTE FUNCTION fail()`,
    );

    await work.people.admin.post(`/invoices/${one.draft.id}/finalize`).expect(500);
    const after = await work.finalize(two.draft.id);

    expect(Number(after.number!.slice(4))).toBe(Number(before.number!.slice(4)) + 1);
    expect(await work.entry(one.entryId)).toMatchObject({ status: 'approved', invoice_id: one.draft.id });
    expect((await work.people.admin.get(`/invoices/${one.draft.id}`).expect(200)).body).toEqual(one.draft);
    await work.service.sql('DROP FUNCTION fail CASCADE');
    expect((await work.finalize(one.draft.id)).status).toBe('finalized');
  });

  it('is for admins to see in full, to finalize and to void', async () => {
    const { draft } = await aDraft();

    await work.people.member.get(`/invoices/${draft.id}`).expect(403);
    for (const act of ['finalize', 'void']) {
      await work.people.member.post(`/invoices/${draft.id}/${act}`).expect(403);
      await work.people.admin.post(`/invoices/${UNKNOWN}/${act}`).expect(404);
    }
    await work.people.admin.get(`/invoices/${UNKNOWN}`).expect(404);
    await work.people.admin.post(`/invoices/${draft.id}/void`, { reason: '' }).expect(400);
  });

  it('is listed by what it is, newest first', async () => {
    const { client_id, draft } = await aDraft();
    await work.void(draft.id);
    const next = await work.finalize((await work.draft(client_id)).id);
    const list = async (query: string): Promise<string[]> =>
      (await work.people.admin.get(`/invoices?client_id=${client_id}${query}`).expect(200)).body.invoices.map(
        ({ id }: { id: string }) => id,
      );

    expect(await list('')).toEqual([next.id, draft.id]);
    expect(await list('&status=void')).toEqual([draft.id]);
    expect(await list('&status=finalized')).toEqual([next.id]);
    const { body } = await work.people.admin.get(`/invoices?client_id=${client_id}&limit=1`).expect(200);
    expect(body.invoices[0]).not.toHaveProperty('lines');
    expect(await list(`&limit=1&cursor=${body.next_cursor}`)).toEqual([draft.id]);
    await work.people.admin.get('/invoices?status=paid').expect(400);
  });
});
