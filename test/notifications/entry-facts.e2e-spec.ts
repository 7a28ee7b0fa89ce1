import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { TimeEntriesService } from '../../src/billing/time-entries/time-entries.service';
import { aConversion, LATER, Meetings } from '../billing/meetings';
import { aClient, anEntry, aProject, idOf, UNKNOWN } from '../billing/people';
import type { Api } from '../harness/api';
import { type Service, startService } from '../harness/service';
import { rowsOf } from './outbox-rows';
import { bill } from '../billing/bill';

const START = '2026-03-02T09:00:00.000Z';

describe('What is told of time entries', () => {
  let service: Service;
  let meetings: Meetings;
  let robin: Api;
  let userId: string;

  beforeAll(async () => {
    service = await startService();
    meetings = new Meetings(service);
    robin = await service.signUp();
  });
  beforeEach(async () => {
    await service.sql('DELETE FROM notifications');
    userId = await idOf(robin);
  });
  afterAll(() => service.close());

  /** Type and facts of all that was raised. */
  const raised = async (): Promise<unknown[]> =>
    (await rowsOf(service, userId)).map(({ type, facts, status }) => ({ type, facts, status }));
  const created = (facts: object) => ({ type: 'time_entry_created', status: 'waiting', facts });

  it('is what somebody wrote down, with the names of project and client', async () => {
    const project_id = await aProject(robin, await aClient(robin));
    await anEntry(robin, { started_at: START, description: 'Call', project_id });
    expect(await raised()).toEqual([
      created({
        count: 1,
        minutes: 90,
        description: 'Call',
        startedAt: START,
        project: 'Website',
        client: 'Acme',
      }),
    ]);
  });

  it('is nothing when an entry is refused, changed or deleted', async () => {
    await robin
      .post('/time-entries', { started_at: START, duration_minutes: 5, project_id: UNKNOWN })
      .expect(400);
    expect(await raised()).toEqual([]);
    const id = await anEntry(robin);
    await robin.patch(`/time-entries/${id}`, { description: 'Other' }).expect(200);
    await robin.delete(`/time-entries/${id}`).expect(204);
    expect(await raised()).toHaveLength(1);
  });

  it('is told once of a request that is sent again', async () => {
    const key = randomUUID();
    const body = { started_at: START, duration_minutes: 5 };
    const send = () => robin.post('/time-entries', body).set('Idempotency-Key', key).expect(201);
    await send();
    await send();
    expect(await raised()).toHaveLength(1);
  });

  it('is nothing of an entry that its answer confirms, nor of one that is rolled back', async () => {
    const entries = service.app.get(TimeEntriesService);
    const draft = {
      startedAt: new Date(START),
      durationMinutes: 5,
      description: '',
      projectId: null,
      clientId: null,
    };
    await entries.create(userId, draft, 'slack', undefined, { announce: false });
    const rolledBack = service.app.get(DataSource).transaction(async (manager) => {
      await entries.create(userId, draft, 'slack', manager);
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    expect(await raised()).toEqual([]);
    await entries.create(userId, draft, 'slack');
    expect(await raised()).toHaveLength(1);
  });

  it('is a meeting that became one, and not a second time', async () => {
    const clientId = await aClient(robin, 'Globex');
    const wanted = aConversion(userId, { clientId, description: 'Kick-off' });
    await meetings.convert(userId, wanted);
    await meetings.convert(userId, wanted);
    expect(await raised()).toEqual([
      created({
        count: 1,
        minutes: 60,
        description: 'Kick-off',
        startedAt: '2026-03-02T10:00:00.000Z',
        project: null,
        client: 'Globex',
      }),
    ]);
  });

  it('is one message for many, with their number and total', async () => {
    const wanted = Array.from({ length: 5 }, () => aConversion(userId));
    await meetings.convert(userId, wanted[0]);
    await service.sql('DELETE FROM notifications');
    await meetings.inTransaction((manager) => meetings.conversion.createMany(manager, wanted));
    const nothing = { description: null, startedAt: null, project: null, client: null };
    expect(await raised()).toEqual([created({ count: 4, minutes: 240, ...nothing })]);
  });

  it('is that the meeting of one that stays has changed, once until something else happens to it', async () => {
    const { id } = await meetings.convert(userId);
    await service.sql(`UPDATE time_entries SET status = 'approved' WHERE id = $1`, [id]);
    await service.sql('DELETE FROM notifications');
    const facts = (change: string, meeting: object | null) => ({
      type: 'entry_meeting_changed',
      status: 'waiting',
      facts: {
        timeEntryId: id,
        change,
        description: 'Kick-off',
        startedAt: '2026-03-02T10:00:00.000Z',
        meeting,
      },
    });
    const moved = {
      startsAt: LATER.startsAt.toISOString(),
      endsAt: LATER.endsAt.toISOString(),
      summary: 'Kick-off',
    };

    await meetings.change(id);
    await meetings.change(id);
    await meetings.change(id, { summary: 'Off' });
    expect(await raised()).toEqual([facts('updated', moved)]);
    await meetings.change(id, { removed: true });
    await meetings.change(id, { removed: true });
    expect(await raised()).toEqual([facts('updated', moved), facts('removed', null)]);
  });

  it('is nothing where the entry follows its meeting, or is billed, or all of it is undone', async () => {
    const following = await meetings.convert(userId);
    const billed = await meetings.convert(userId);
    await bill(service, billed.id);
    const approved = await meetings.convert(userId);
    await service.sql(`UPDATE time_entries SET status = 'approved' WHERE id = $1`, [approved.id]);
    await service.sql('DELETE FROM notifications');

    await meetings.change(following.id);
    await meetings.change(billed.id, { removed: true });
    const undone = meetings.inTransaction(async (manager) => {
      await meetings.changeWithin(manager, approved.id, { removed: true });
      throw new Error('lost the lease');
    });
    await expect(undone).rejects.toThrow('lost the lease');
    expect(await raised()).toEqual([]);
  });
});
