import { randomUUID } from 'node:crypto';
import type { Api } from '../harness/api';
import { connect, type GoogleService, startGoogleService } from '../harness/google-service';
import { meeting } from '../harness/meetings';

const HOME = '/integrations/calendars';
let people = 0;

describe('A selected calendar', () => {
  let service: GoogleService;
  let robin: Api;
  let email: string;
  let accountId: string;

  beforeAll(async () => {
    service = await startGoogleService();
  });
  beforeEach(async () => {
    robin = await service.signUp('Robin');
    email = `selecting${(people += 1)}@calendar.example`;
    await service.google.seedAccounts({ accounts: [{ email }] });
    accountId = await connect(service, robin, email);
  });
  afterAll(() => service.close());

  const select = (fields: object = {}) =>
    robin.post('/integrations/google/select-calendar', {
      calendar_id: email,
      oauth_account_id: accountId,
      ...fields,
    });
  const selected = async (fields: object = {}): Promise<string> =>
    (await select(fields).expect(201)).body.calendar_id;
  const shown = async (id: string) => (await robin.get(`${HOME}/${id}`).expect(200)).body;

  it('is shown as the contract has it, alone and in the list', async () => {
    const { body } = await select({ calendar_name: 'Work' }).expect(201);
    expect(body).toEqual({ status: 'success', calendar_id: expect.any(String), message: expect.any(String) });
    const calendar = {
      id: body.calendar_id,
      provider: 'google',
      provider_calendar_id: email,
      calendar_name: 'Work',
      timezone: 'Europe/Berlin',
      color: null,
      oauth_account_id: accountId,
      account_email: email,
      is_active: true,
      sync_enabled: true,
      sync_interval_minutes: 60,
      days_back: 7,
      days_forward: 30,
      default_project_id: null,
      default_client_id: null,
      last_sync_at: null,
      next_sync_at: expect.stringMatching(/Z$/),
      sync_status: 'never',
      status_detail: null,
      event_count: 0,
      push_enabled: false,
    };
    expect(await shown(body.calendar_id)).toEqual(calendar);
    expect((await robin.get(HOME).expect(200)).body).toEqual({ calendars: [calendar], next_cursor: null });
  });

  it('is the same one when it is selected again, and loses nothing', async () => {
    const id = await selected({ calendar_name: 'Work' });
    await robin.patch(`${HOME}/${id}`, { days_back: 3 }).expect(200);
    expect((await select().expect(200)).body.calendar_id).toBe(id);
    expect(await shown(id)).toMatchObject({ calendar_name: 'Work', days_back: 3 });
  });

  it('is one that the account has, of an account that the caller has', async () => {
    expect((await select({ calendar_id: 'unknown@calendar.example' }).expect(404)).body.code).toBe(
      'not_found',
    );
    expect((await select({ oauth_account_id: randomUUID() }).expect(404)).body.code).toBe('not_found');
    expect((await robin.get(HOME)).body.calendars).toEqual([]);
  });

  it('keeps its window, its interval and what its entries are billed to', async () => {
    const id = await selected();
    const client = (await robin.post('/clients', { name: 'Acme' }).expect(201)).body.id;
    const project = (await robin.post('/projects', { name: 'Site', client_id: client }).expect(201)).body.id;
    const settings = {
      days_back: 14,
      days_forward: 60,
      sync_interval_minutes: 5,
      default_project_id: project,
      default_client_id: client,
    };
    expect((await robin.patch(`${HOME}/${id}`, settings).expect(200)).body).toMatchObject(settings);
    expect(await shown(id)).toMatchObject(settings);
  });

  it('is switched off and on', async () => {
    const id = await selected();
    for (const sync_enabled of [false, true]) {
      const { body } = await robin.put(`${HOME}/${id}/enable`, { sync_enabled }).expect(200);
      expect(body).toEqual({ status: 'success', calendar_id: id, sync_enabled });
      const { next_sync_at, ...calendar } = await shown(id);
      expect(calendar.sync_enabled).toBe(sync_enabled);
      expect(next_sync_at === null).toBe(!sync_enabled);
    }
  });

  it('says when it was synced last, and how much it holds', async () => {
    const id = await selected({ sync_enabled: false });
    await service.google.putEvents({ calendarId: email, events: [meeting(1), meeting(2)] });
    const { body } = await robin.post(`/integrations/google/${id}/sync`).expect(200);
    expect(Math.abs(Date.parse(body.last_sync_at) - Date.now())).toBeLessThan(30_000);
    expect(await shown(id)).toMatchObject({
      last_sync_at: body.last_sync_at,
      sync_status: 'ok',
      event_count: 2,
    });
    const { body: history } = await robin.get(`${HOME}/${id}/sync-runs`).expect(200);
    expect(history.sync_runs).toMatchObject([{ status: 'success', trigger: 'manual', synced_count: 2 }]);
  });

  it('goes with its events, and leaves its time entries', async () => {
    const id = await selected({ sync_enabled: false });
    await service.google.putEvents({ calendarId: email, events: [meeting(1), meeting(2)] });
    await robin.post(`/integrations/google/${id}/sync`).expect(200);
    const { events } = (await robin.get(`${HOME}/${id}/events`)).body;
    const converted = await robin
      .post(`${HOME}/events/convert`, { synced_event_id: events[0].id })
      .expect(201);

    const { body } = await robin.delete(`${HOME}/${id}`).expect(200);

    expect(body).toEqual({ status: 'success', message: expect.any(String) });
    await robin.get(`${HOME}/${id}`).expect(404);
    expect(await service.sql('SELECT FROM synced_calendar_events WHERE calendar_id = $1', [id])).toEqual([]);
    await robin.get(`/time-entries/${converted.body.time_entry_id}`).expect(200);
  });
});
