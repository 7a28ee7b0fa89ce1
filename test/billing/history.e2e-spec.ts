import { BilledWork, EUR_120 } from './invoices/billed-work';
import { LATER, Meetings, TEN } from './meetings';
import { anEntry, idOf, UNKNOWN } from './people';
import { historyOf, type Recorded } from './recorded';

describe('The history', () => {
  let work: BilledWork;

  beforeAll(async () => {
    work = await BilledWork.start();
  });
  afterAll(() => work.service.close());

  const ofEntry = (id: string, by = work.people.member): Promise<Recorded[]> =>
    historyOf(by, `time-entries/${id}`);

  describe('of a time entry', () => {
    it('says who did what and when, newest first, in the words of the wire', async () => {
      const { admin, member } = work.people;
      const before = new Date();
      const id = await anEntry(member, { description: 'Workshop' });
      await member.patch(`/time-entries/${id}`, { duration_minutes: 30, description: 'Call' }).expect(200);
      await admin.post(`/time-entries/${id}/reject`, { reason: 'Which?' }).expect(200);

      const records = await ofEntry(id);

      const mia = { id: await idOf(member), name: 'Mia' };
      expect(records).toEqual([
        {
          ...{ id: expect.any(String), at: expect.any(String), action: 'changed' },
          actor: { id: await idOf(admin), name: 'Ada' },
          changes: {
            status: { before: 'pending', after: 'rejected' },
            rejection_reason: { before: null, after: 'Which?' },
          },
        },
        {
          ...{ id: expect.any(String), at: expect.any(String), action: 'changed', actor: mia },
          changes: {
            ended_at: { before: '2026-03-02T10:30:00.000Z', after: '2026-03-02T09:30:00.000Z' },
            duration_minutes: { before: 90, after: 30 },
            description: { before: 'Workshop', after: 'Call' },
          },
        },
        {
          ...{ id: expect.any(String), at: expect.any(String), action: 'created', actor: mia },
          changes: {
            source: { before: null, after: 'manual' },
            status: { before: null, after: 'pending' },
            started_at: { before: null, after: '2026-03-02T09:00:00.000Z' },
            ended_at: { before: null, after: '2026-03-02T10:30:00.000Z' },
            duration_minutes: { before: null, after: 90 },
            description: { before: null, after: 'Workshop' },
          },
        },
      ]);
      const instants = records.map(({ at }) => Date.parse(at));
      expect(instants).toEqual([...instants].sort((a, b) => b - a));
      expect(instants[2]).toBeGreaterThanOrEqual(before.getTime());
    });

    it('has what was frozen at approval', async () => {
      const job = await work.aJob(EUR_120);
      const id = await work.approved(job);

      expect((await ofEntry(id))[0]!.changes).toEqual({
        status: { before: 'pending', after: 'approved' },
        billable_minutes: { before: null, after: 90 },
        hourly_rate: { before: null, after: 12_000 },
        currency: { before: null, after: 'EUR' },
      });
    });

    it('says what became of the meeting, and nothing of how meetings are told apart', async () => {
      const meetings = new Meetings(work.service);
      const owner = await idOf(work.people.member);
      const { id } = await meetings.convert(owner);
      await meetings.change(id);
      await work.people.member.patch(`/time-entries/${id}`, { description: 'Mine' }).expect(200);
      await meetings.change(id, { removed: true });

      const [removed, edited, ...records] = await ofEntry(id);
      // The two are so close together that they may have one instant.
      const made = records.find(({ action }) => action === 'created');
      const moved = records.find(({ action }) => action === 'changed');

      expect(removed).toMatchObject({
        actor: null,
        changes: { source_change: { before: null, after: 'removed' } },
      });
      expect(edited!.changes).toEqual({ description: { before: 'Kick-off', after: 'Mine' } });
      expect(moved!.changes).toEqual({
        started_at: { before: TEN.startsAt.toISOString(), after: LATER.startsAt.toISOString() },
        ended_at: { before: TEN.endsAt.toISOString(), after: LATER.endsAt.toISOString() },
        duration_minutes: { before: 60, after: 90 },
      });
      expect(Object.keys(made!.changes).sort()).toEqual(
        ['description', 'duration_minutes', 'ended_at', 'source', 'started_at', 'status'].sort(),
      );
    });

    it('leaves out what people do not see', async () => {
      const id = await anEntry(work.people.member);

      await work.service.sql('UPDATE time_entries SET edited_at = now() WHERE id = $1', [id]);

      expect(await ofEntry(id)).toMatchObject([{ action: 'created' }]);
    });

    it('outlives the entry', async () => {
      const id = await anEntry(work.people.member, { description: 'Gone' });
      await work.people.member.delete(`/time-entries/${id}`).expect(204);

      for (const reader of [work.people.member, work.people.admin]) {
        const [last, first] = await ofEntry(id, reader);
        expect(last).toMatchObject({
          action: 'deleted',
          actor: { name: 'Mia' },
          changes: { description: { before: 'Gone', after: null } },
        });
        expect(first).toMatchObject({ action: 'created' });
      }
    });

    it('looks missing to strangers, whether the entry is there or not', async () => {
      const [kept, deleted] = [await anEntry(work.people.member), await anEntry(work.people.member)];
      await work.people.member.delete(`/time-entries/${deleted}`).expect(204);
      const about = (answer: { body: object }) => ({ ...answer.body, instance: '', request_id: '' });
      const { stranger, viewer } = work.people;

      const missing = about(await stranger.get(`/time-entries/${UNKNOWN}/history`).expect(404));

      for (const id of [kept, deleted]) {
        expect(about(await stranger.get(`/time-entries/${id}/history`).expect(404))).toEqual(missing);
        await viewer.get(`/time-entries/${id}/history`).expect(404);
      }
      await work.people.admin.get(`/time-entries/${UNKNOWN}/history`).expect(404);
      await work.service.anonymous.get(`/time-entries/${kept}/history`).expect(401);
      await stranger.get('/time-entries/7/history').expect(400);
    });

    it('is empty, not missing, for an entry from before changes were recorded', async () => {
      const owner = await idOf(work.people.member);
      const id = await new Meetings(work.service).inTransaction(async (manager) => {
        await manager.query('ALTER TABLE time_entries DISABLE TRIGGER audit');
        const [row] = await manager.query<{ id: string }[]>(
          `INSERT INTO time_entries (user_id, source, started_at, ended_at, duration_minutes)
           VALUES ($1, 'manual', '2025-03-02T09:00Z', '2025-03-02T10:00Z', 60) RETURNING id`,
          [owner],
        );
        await manager.query('ALTER TABLE time_entries ENABLE TRIGGER audit');
        return row!.id;
      });
      const { body } = await work.people.member.get(`/time-entries/${id}/history`).expect(200);

      expect(body).toEqual({ history: [], next_cursor: null });
    });

    it('keeps the order of what happened within a millisecond', async () => {
      const id = await anEntry(work.people.member);
      const numbers = Array.from({ length: 30 }, (_, index) => String(index));
      await work.service.sql(
        `DO $$ BEGIN FOR n IN 0..29 LOOP UPDATE time_entries SET description = n::text WHERE id = '${id}'; END LOOP; END $$`,
      );

      const { body } = await work.people.member.get(`/time-entries/${id}/history`).expect(200);

      const written = body.history.map(({ changes }: Recorded) => changes.description?.after);
      expect(written.reverse()).toEqual(['', ...numbers]);
    });

    it('comes in pages', async () => {
      const id = await anEntry(work.people.member);
      for (const description of ['1', '2', '3', '4']) {
        await work.people.member.patch(`/time-entries/${id}`, { description }).expect(200);
      }
      const pages: number[] = [];
      const seen: unknown[] = [];
      let next: string | null = '';
      while (next !== null) {
        const path: string = `/time-entries/${id}/history?limit=2${next && `&cursor=${next}`}`;
        const { body } = await work.people.member.get(path).expect(200);
        pages.push(body.history.length);
        seen.push(...body.history.map(({ changes }: Recorded) => changes.description?.after));
        next = body.next_cursor;
      }

      expect(pages).toEqual([2, 2, 1]);
      expect(seen).toEqual(['4', '3', '2', '1', '']);
      await work.people.member.get(`/time-entries/${id}/history?cursor=x`).expect(400);
      await work.people.member.get(`/time-entries/${id}/history?status=pending`).expect(400);
    });
  });

  describe('of an invoice', () => {
    it('goes from the draft to the number to the void', async () => {
      const { admin } = work.people;
      const job = await work.aJob();
      await work.approved(job);
      const { id } = await work.draft(job.client_id);
      const { number } = await work.finalize(id);
      await admin.post(`/invoices/${id}/void`, { reason: 'Wrong rate' }).expect(200);

      const records = await historyOf(admin, `invoices/${id}`);

      expect(records.map(({ action, actor }) => [action, actor?.name])).toEqual([
        ['changed', 'Ada'],
        ['changed', 'Ada'],
        ['created', 'Ada'],
      ]);
      expect(records[0]!.changes).toEqual({
        status: { before: 'finalized', after: 'void' },
        voided_at: { before: null, after: expect.stringMatching(/Z$/) },
        void_reason: { before: null, after: 'Wrong rate' },
      });
      expect(records[1]!.changes).toEqual({
        status: { before: 'draft', after: 'finalized' },
        number: { before: null, after: number },
        finalized_at: { before: null, after: expect.stringMatching(/Z$/) },
      });
      expect(records[2]!.changes).toMatchObject({
        status: { before: null, after: 'draft' },
        total: { before: null, after: 18_000 },
        from: { before: null, after: '2026-03-01T00:00:00.000Z' },
        to: { before: null, after: '2026-04-01T00:00:00.000Z' },
      });
    });

    it('also shows in that of its entries', async () => {
      const job = await work.aJob();
      const entry = await work.approved(job);
      const { id } = await work.draft(job.client_id);
      await work.finalize(id);

      const [billed, drafted] = await ofEntry(entry);

      expect(drafted!.changes).toEqual({ invoice_id: { before: null, after: id } });
      expect(billed!.changes).toEqual({ status: { before: 'approved', after: 'billed' } });
    });

    it('is for admins', async () => {
      await work.people.member.get(`/invoices/${UNKNOWN}/history`).expect(403);
      await work.people.admin.get(`/invoices/${UNKNOWN}/history`).expect(404);
      await work.service.anonymous.get(`/invoices/${UNKNOWN}/history`).expect(401);
    });
  });
});
