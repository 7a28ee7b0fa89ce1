import { randomUUID } from 'node:crypto';
import type { Api } from '../harness/api';
import { installed, type InstalledWorkspace, type SlackService, startSlackService } from './slack-service';

const SLACK = '/integrations/slack';
const EVERYTHING = {
  daily_summary_enabled: true,
  invoice_notifications_enabled: true,
  time_entry_notifications_enabled: true,
  reconnect_notifications_enabled: true,
  meeting_changed_notifications_enabled: true,
  daily_summary_time: '17:00',
};

describe('Slack over REST', () => {
  let service: SlackService;
  let robin: Api;
  let acme: InstalledWorkspace;

  beforeAll(async () => {
    service = await startSlackService();
  });
  beforeEach(async () => {
    robin = await service.signUp('Robin');
    acme = await installed(service, robin);
  });
  afterAll(() => service.close());

  const status = async (user: Api): Promise<Record<string, unknown>> =>
    (await user.get(`${SLACK}/status`).expect(200)).body;

  const endWorkspace = (reason: string) =>
    service.sql('UPDATE slack_integrations SET is_active = false, status_detail = $2 WHERE id = $1', [
      acme.integrationId,
      reason,
    ]);

  describe('status', () => {
    it('is not_connected, and nothing else, for whoever never linked', async () => {
      expect(await status(await service.signUp('Kim'))).toEqual({ status: 'not_connected' });
    });

    it('shows where the caller is linked, and what they are told', async () => {
      expect(await status(robin)).toEqual({
        status: 'connected',
        workspace_id: acme.teamId,
        workspace_name: acme.workspace.name,
        slack_user_id: acme.slackUserId,
        slack_username: acme.slackUsername,
        ...EVERYTHING,
        bindings: [
          {
            team_id: acme.teamId,
            workspace_id: acme.teamId,
            workspace_name: acme.workspace.name,
            slack_user_id: acme.slackUserId,
            slack_username: acme.slackUsername,
            is_active: true,
            status_detail: null,
            linked_at: expect.any(String),
          },
        ],
      });
    });

    it('lists all bindings, the last one first, and falls back on one that works', async () => {
      const globex = await installed(service, robin);
      expect(await status(robin)).toMatchObject({
        workspace_id: globex.teamId,
        bindings: [{ team_id: globex.teamId }, { team_id: acme.teamId }],
      });
      await service.sql(
        `UPDATE slack_user_bindings SET is_active = false, status_detail = 'Gone.', updated_at = now()
         WHERE team_id = $1`,
        [globex.teamId],
      );
      expect(await status(robin)).toMatchObject({
        status: 'connected',
        workspace_id: acme.teamId,
        bindings: [
          { team_id: globex.teamId, is_active: false, status_detail: 'Gone.' },
          { team_id: acme.teamId, is_active: true },
        ],
      });
    });

    it('says why it is not connected any more', async () => {
      await endWorkspace('The app was removed.');
      expect(await status(robin)).toEqual({
        status: 'not_connected',
        bindings: [expect.objectContaining({ is_active: false, status_detail: 'The app was removed.' })],
      });
    });

    it('is not_connected for whoever installed the app and unlinked', async () => {
      await robin.delete(`${SLACK}/link`).expect(204);
      expect(await status(robin)).toEqual({ status: 'not_connected' });
    });
  });

  describe('preferences', () => {
    const choose = (body: object) => robin.put(`${SLACK}/preferences`, body);

    it('switches each type off and on, and leaves the others', async () => {
      const { body } = await choose({ daily_summary: false, reconnect_notifications: false }).expect(200);
      expect(body).toEqual({ status: 'success', message: 'Your preferences are saved.' });
      await choose({ invoice_notifications: false, reconnect_notifications: true }).expect(200);
      expect(await status(robin)).toMatchObject({
        ...EVERYTHING,
        daily_summary_enabled: false,
        invoice_notifications_enabled: false,
      });
      await choose({ time_entry_notifications: false, meeting_changed_notifications: false }).expect(200);
      expect(await status(robin)).toMatchObject({
        time_entry_notifications_enabled: false,
        meeting_changed_notifications_enabled: false,
      });
    });

    it('moves the daily summary, and back to what is usual', async () => {
      await choose({ daily_summary_time: '08:30' }).expect(200);
      expect(await status(robin)).toMatchObject({ daily_summary_time: '08:30' });
      await choose({}).expect(200);
      expect(await status(robin)).toMatchObject({ daily_summary_time: '08:30' });
      await choose({ daily_summary_time: null }).expect(200);
      expect(await status(robin)).toMatchObject(EVERYTHING);
    });

    it.each([
      { daily_summary_time: '24:00' },
      { daily_summary_time: '8:30' },
      { daily_summary_time: '' },
      { daily_summary: 'yes' },
      { invoice_notifications: null },
      { weather: true },
    ])('refuses %j', async (body) => {
      expect((await choose(body).expect(400)).body.code).toBe('validation_failed');
      expect(await status(robin)).toMatchObject(EVERYTHING);
    });

    it('has none for whoever is not connected', async () => {
      const kim = await service.signUp('Kim');
      const { body } = await kim.put(`${SLACK}/preferences`, { daily_summary: false }).expect(404);
      expect(body.code).toBe('slack_not_connected');
      await endWorkspace('The app was removed.');
      expect((await choose({ daily_summary: false }).expect(404)).body.code).toBe('slack_not_connected');
    });
  });

  describe('time-entry', () => {
    const CALL = { duration_minutes: 150, description: 'Call' };

    it('ends now, and belongs to Slack', async () => {
      service.clock.moveTo(new Date('2026-11-20T09:30:00Z'));
      const { body } = await robin.post(`${SLACK}/time-entry`, CALL).expect(201);
      expect(body).toEqual({
        status: 'success',
        time_entry_id: expect.any(String),
        message: 'Logged 2 h 30 m, ending now.',
      });
      const entry = (await robin.get(`/time-entries/${body.time_entry_id}`).expect(200)).body;
      expect(entry).toMatchObject({ ...CALL, source: 'slack', status: 'pending', project_id: null });
      expect(entry.ended_at).toMatch(/^2026-11-20T09:30:0/);
      expect(Date.parse(entry.ended_at) - Date.parse(entry.started_at)).toBe(150 * 60_000);
    });

    it('takes a project, which brings its client along, and needs no link', async () => {
      const admin = await service.signUp('Kim');
      const client = (await admin.post('/clients', { name: `Acme ${randomUUID()}` }).expect(201)).body;
      const site = { name: 'Site', client_id: client.id };
      const project = (await admin.post('/projects', site).expect(201)).body;
      const body = { ...CALL, project_id: project.id };
      const { time_entry_id } = (await admin.post(`${SLACK}/time-entry`, body).expect(201)).body;
      const entry = (await admin.get(`/time-entries/${time_entry_id}`).expect(200)).body;
      expect(entry).toMatchObject({ project_id: project.id, client_id: client.id });
    });

    it('is made once by one Idempotency-Key', async () => {
      const post = () => robin.post(`${SLACK}/time-entry`, CALL).set('Idempotency-Key', 'one');
      const [first, second] = [await post().expect(201), await post().expect(201)];
      expect(second.body).toEqual(first.body);
      expect((await robin.get('/time-entries')).body.time_entries).toHaveLength(1);
    });

    it.each([
      { ...CALL, duration_minutes: 0 },
      { ...CALL, duration_minutes: 1441 },
      { ...CALL, duration_minutes: 1.5 },
      { duration_minutes: 60 },
      { ...CALL, description: '' },
      { ...CALL, project_id: 'x' },
      { ...CALL, project_id: randomUUID() },
      { ...CALL, started_at: '2026-11-20T09:30:00Z' },
    ])('refuses %j', async (body) => {
      expect((await robin.post(`${SLACK}/time-entry`, body).expect(400)).body.code).toBe('validation_failed');
      expect((await robin.get('/time-entries')).body.time_entries).toEqual([]);
    });

    it.each([1, 1440])('takes %d minutes', async (minutes) => {
      await robin.post(`${SLACK}/time-entry`, { ...CALL, duration_minutes: minutes }).expect(201);
    });
  });
});
