import { DataSource } from 'typeorm';
import { actAs } from '../../src/billing/history/acting';
import type { Api } from '../harness/api';
import { met } from '../notifications/day/people';
import { type SlackService, startSlackService } from '../slack/slack-service';
import { type TimeHouse, timeHouse } from '../slack/time-house';
import { Meetings } from './meetings';
import { aClient, anEntry, aProject, idOf } from './people';
import { toldOf } from './recorded';

const NINE = '2026-03-02T09:00:00Z';

describe('The audit trail', () => {
  let service: SlackService;
  let admin: Api;
  let house: TimeHouse;
  let robin: Api;

  beforeAll(async () => {
    service = await startSlackService();
    admin = await service.signUp('Ada');
    house = await timeHouse(service);
    robin = house.robin;
  });
  beforeEach(() => house.forget());
  afterAll(() => service.close());

  const told = (entryId: string): Promise<string[]> => toldOf(admin, entryId);

  const recordsOf = (entityId: string) =>
    service.sql<{ action: string; actor_id: string | null; changes: Record<string, unknown> }>(
      'SELECT action, actor_id, changes FROM audit_log WHERE entity_id = $1 ORDER BY at',
      [entityId],
    );

  it.each([
    ['rewritten', `UPDATE audit_log SET actor_id = NULL`],
    ['rewritten, not even where there is nothing', `UPDATE audit_log SET action = 'created' WHERE false`],
    ['shortened', 'DELETE FROM audit_log'],
    ['emptied', 'TRUNCATE audit_log'],
    [
      'rewritten by an upsert',
      `INSERT INTO audit_log (id, entity, entity_id, action, changes)
       SELECT id, entity, entity_id, action, changes FROM audit_log ON CONFLICT (id) DO UPDATE SET changes = '{}'`,
    ],
  ])('cannot be %s', async (_, statement) => {
    const id = await anEntry(robin);

    await expect(service.sql(statement)).rejects.toThrow('audit_log is append-only');

    expect(await recordsOf(id)).toMatchObject([{ action: 'created', actor_id: await idOf(robin) }]);
  });

  describe('knows who', () => {
    it('wrote an entry down, changed it and deleted it', async () => {
      const id = await anEntry(robin);
      await robin.patch(`/time-entries/${id}`, { description: 'Mine' }).expect(200);
      await admin.patch(`/time-entries/${id}`, { description: 'Clearer' }).expect(200);
      await robin.delete(`/time-entries/${id}`).expect(204);

      expect(await told(id)).toEqual([
        'created by Robin',
        'changed by Robin',
        'changed by Ada',
        'deleted by Robin',
      ]);
    });

    it('approved it, took that back, and did so for many', async () => {
      const client_id = await aClient(robin);
      const [one, two] = [await anEntry(robin, { client_id }), await anEntry(robin, { client_id })];
      await admin.post(`/time-entries/${one}/approve`).expect(200);
      await admin.post(`/time-entries/${one}/reject`, { reason: 'No.' }).expect(200);
      await admin.post('/time-entries/approve', { time_entry_ids: [two] }).expect(200);
      await admin.post('/time-entries/reject', { time_entry_ids: [two], reason: 'No.' }).expect(200);

      for (const id of [one, two]) {
        expect(await told(id)).toEqual(['created by Robin', 'changed by Ada', 'changed by Ada']);
      }
    });

    it('converted a meeting, several at once, and undid it', async () => {
      const [first, ...more] = await met(service, await idOf(robin), NINE, NINE, NINE);
      const convert = '/integrations/calendars/events/convert';
      const { body: single } = await robin.post(convert, { synced_event_id: first }).expect(201);
      const { body: bulk } = await robin.post(convert, { synced_event_ids: more }).expect(200);
      await robin.delete(`/integrations/calendars/events/${first}/convert`).expect(204);

      expect(await told(single.time_entry_id)).toEqual(['created by Robin', 'deleted by Robin']);
      for (const { time_entry_id } of bulk.results as { time_entry_id: string }[]) {
        expect(await told(time_entry_id)).toEqual(['created by Robin']);
      }
    });

    it('logged time in Slack, corrected it by the form and took it back', async () => {
      const seen = await house.typist.types('9:00-10:00: mail');
      const [entry] = await house.entries();
      await house.typist.press(seen.message, { label: 'Edit' });
      const view = await house.typist.form();
      await service.slack.submitView({ viewId: view.id, values: { duration: '30m' } });
      await house.typist.types('undo');

      expect(await house.entries()).toEqual([]);
      expect(await told(entry!.id)).toEqual(['created by Robin', 'changed by Robin', 'deleted by Robin']);
    });

    it('logged time by the route for Slack, and took it back by the button', async () => {
      const body = { duration_minutes: 60, description: 'Call' };
      const posted = await robin.post('/integrations/slack/time-entry', body).expect(201);
      const seen = await house.typist.types('9:00-10:00: mail');
      const [typed] = (await house.entries()).filter(({ description }) => description === 'mail');
      await house.typist.clicks(seen, 'Undo');

      expect(await told(posted.body.time_entry_id)).toEqual(['created by Robin']);
      expect(await told(typed!.id)).toEqual(['created by Robin', 'deleted by Robin']);
    });

    it('did nothing: an entry that follows its meeting', async () => {
      const meetings = new Meetings(service);
      const [event] = await met(service, await idOf(robin), NINE);
      const convert = '/integrations/calendars/events/convert';
      const { body } = await robin.post(convert, { synced_event_id: event }).expect(201);

      await meetings.change(body.time_entry_id);
      await meetings.change(body.time_entry_id, { removed: true });

      expect(await told(body.time_entry_id)).toEqual([
        'created by Robin',
        'changed by itself',
        'changed by itself',
      ]);
    });

    it('cannot say: a statement that went past the service', async () => {
      const id = await anEntry(robin);

      await service.sql(`UPDATE time_entries SET description = 'By hand' WHERE user_id = $1`, [
        await idOf(robin),
      ]);

      expect(await told(id)).toEqual(['created by Robin', 'changed by itself']);
    });
  });

  it('records nothing where nothing changed', async () => {
    const client_id = await aClient(robin);
    const id = await anEntry(robin, { client_id, description: 'Work' });
    await robin.patch(`/time-entries/${id}`, {}).expect(200);
    await robin.patch(`/time-entries/${id}`, { description: 'Work', duration_minutes: 90 }).expect(200);
    await service.sql('UPDATE time_entries SET updated_at = now(), description = description');
    await admin.post(`/time-entries/${id}/approve`).expect(200);
    await admin.post(`/time-entries/${id}/approve`).expect(200);
    await robin.patch(`/time-entries/${id}`, { description: 'Late' }).expect(409);

    expect(await told(id)).toEqual(['created by Robin', 'changed by Ada']);
  });

  it('records nothing of what was rolled back', async () => {
    const id = await anEntry(robin);
    const rolledBack = service.app.get(DataSource).transaction(async (manager) => {
      await actAs(manager, await idOf(admin));
      await manager.query(`UPDATE time_entries SET description = 'Never' WHERE id = $1`, [id]);
      throw new Error('No.');
    });

    await expect(rolledBack).rejects.toThrow('No.');
    expect(await told(id)).toEqual(['created by Robin']);
  });

  it.each([
    ['committed', 'By Ada'],
    ['rolled back', ''],
  ])('forgets who acted once the transaction is %s', async (_, former) => {
    const [id, ada] = [await anEntry(robin), await idOf(admin)];
    const connection = service.app.get(DataSource).createQueryRunner();
    const rename = (description: string) =>
      connection.query('UPDATE time_entries SET description = $2 WHERE id = $1', [id, description]);

    await connection.startTransaction();
    await actAs(connection.manager, ada);
    await rename('By Ada');
    await (former === '' ? connection.rollbackTransaction() : connection.commitTransaction());
    await rename('By hand');
    await connection.startTransaction();
    await rename('By hand again');
    await connection.commitTransaction();
    await connection.release();

    const [, ...changes] = (await recordsOf(id)).map((row) => [row.changes.description, row.actor_id]);
    // They are so close together that some may have one instant, and so no order.
    expect(new Map(changes.map(([words, actor]) => [JSON.stringify(words), actor]))).toEqual(
      new Map([
        ...(former === '' ? [] : [[JSON.stringify(['', former]), ada] as const]),
        [JSON.stringify([former, 'By hand']), null],
        [JSON.stringify(['By hand', 'By hand again']), null],
      ]),
    );
  });

  it('records every row of a statement that changes many', async () => {
    const ids = await Promise.all(['1', '2', '3'].map((description) => anEntry(robin, { description })));

    await service.sql(`UPDATE time_entries SET description = 'Same' WHERE id = ANY ($1)`, [ids]);

    for (const [index, id] of ids.entries()) {
      const [, changed] = await recordsOf(id);
      expect(changed).toEqual({
        ...{ action: 'changed', actor_id: null },
        changes: { description: [String(index + 1), 'Same'] },
      });
    }
  });

  it('has the rates of clients and projects, and who changed them', async () => {
    const [client, ada] = [await aClient(robin), await idOf(admin)];
    const project = await aProject(robin, client, { hourly_rate: 9_000, currency: 'EUR' });

    await admin.patch(`/projects/${project}`, { hourly_rate: 9_500 }).expect(200);
    await admin.patch(`/clients/${client}`, { hourly_rate: 100, currency: 'JPY' }).expect(200);
    await service.sql('UPDATE projects SET hourly_rate = 1 WHERE id = $1', [project]);

    expect((await recordsOf(project)).slice(1)).toEqual([
      { action: 'changed', actor_id: ada, changes: { hourly_rate: [9_000, 9_500] } },
      { action: 'changed', actor_id: null, changes: { hourly_rate: [9_500, 1] } },
    ]);
    expect((await recordsOf(client)).slice(1)).toEqual([
      { action: 'changed', actor_id: ada, changes: { hourly_rate: [null, 100], currency: [null, 'JPY'] } },
    ]);
  });
});
