import type { Api } from '../harness/api';
import { eventually } from '../harness/eventually';
import { connect, type GoogleService, startGoogleService } from '../harness/google-service';
import { meeting } from '../harness/meetings';

const MINUTE = 60_000;

describe('In the background', () => {
  let service: GoogleService;
  let user: Api;
  let number = 0;

  /** Seeds an account with one meeting, connects it and selects its calendar, switched on. @returns the calendar's id */
  const selectSwitchedOn = async (): Promise<{ id: string; email: string; accountId: string }> => {
    const email = `switched-on${(number += 1)}@calendar.example`;
    await service.google.seedAccounts({ accounts: [{ email }] });
    await service.google.putEvents({ calendarId: email, events: [meeting(1)] });
    const accountId = await connect(service, user, email);
    const selection = { calendar_id: email, oauth_account_id: accountId };
    const { body } = await user.post('/integrations/google/select-calendar', selection).expect(201);
    return { id: body.calendar_id, email, accountId };
  };
  const calendar = async (id: string): Promise<Record<string, unknown>> =>
    (await user.get(`/integrations/calendars/${id}`).expect(200)).body;
  const runs = async (id: string): Promise<Record<string, unknown>[]> =>
    (await user.get(`/integrations/calendars/${id}/sync-runs`).expect(200)).body.sync_runs;
  const untilStatus = (id: string, status: string): Promise<Record<string, unknown>> =>
    eventually(async () => {
      const state = await calendar(id);
      return state.sync_status === status ? state : undefined;
    });

  beforeAll(async () => {
    service = await startGoogleService({ PROCESS_ROLE: 'all' });
    user = await service.signUp();
  });
  beforeEach(() => service.google.reset());
  afterEach(() => service.clock.run());
  afterAll(() => service.close());

  it('a calendar is synced soon after it was selected, and is due again after its interval', async () => {
    const { id } = await selectSwitchedOn();

    const state = await untilStatus(id, 'ok');

    expect(state.event_count).toBe(1);
    expect(Date.parse(state.next_sync_at as string) - Date.parse(state.last_sync_at as string)).toBe(
      60 * MINUTE,
    );
    expect(await runs(id)).toMatchObject([{ trigger: 'scheduled', status: 'success', synced_count: 1 }]);
  });

  it('a calendar is left for a moment to whoever selected it, who may want to sync it at once', async () => {
    service.clock.stop();
    const before = service.clock.now().getTime();
    const { id } = await selectSwitchedOn();
    const { next_sync_at: due } = await calendar(id);
    expect(Date.parse(due as string) - before).toBe(2_000);
    await user.post(`/integrations/google/${id}/sync`).expect(200);
    expect(await runs(id)).toMatchObject([{ trigger: 'manual', status: 'success' }]);
  });

  it('a calendar that was given up is due soon when it is selected again, and one that was not keeps its date', async () => {
    const { id, email, accountId } = await selectSwitchedOn();
    const selectAgain = async (): Promise<number> => {
      const selection = { calendar_id: email, oauth_account_id: accountId };
      await user.post('/integrations/google/select-calendar', selection).expect(200);
      return Date.parse((await calendar(id)).next_sync_at as string) - service.clock.now().getTime();
    };
    await service.sql(`UPDATE calendar_integrations SET next_sync_at = $2, is_active = false WHERE id = $1`, [
      id,
      new Date(service.clock.now().getTime() + 60 * MINUTE),
    ]);
    expect(await selectAgain()).toBeLessThanOrEqual(2_000);
    await untilStatus(id, 'ok');
    expect(await selectAgain()).toBeGreaterThan(50 * MINUTE);
  });

  it('a calendar is synced again when its interval is over', async () => {
    const { id, email } = await selectSwitchedOn();
    await untilStatus(id, 'ok');
    await service.google.putEvents({ calendarId: email, events: [meeting(2)] });

    service.clock.advance(61 * MINUTE);

    await eventually(async () => (await calendar(id)).event_count === 2);
  });

  it('a calendar that is switched off is left alone, and synced once it is switched on', async () => {
    const { id } = await selectSwitchedOn();
    await untilStatus(id, 'ok');
    await user.put(`/integrations/calendars/${id}/enable`, { sync_enabled: false }).expect(200);
    service.clock.advance(61 * MINUTE);
    const other = await selectSwitchedOn();
    await untilStatus(other.id, 'ok');
    expect(await runs(id)).toHaveLength(1);

    await user.put(`/integrations/calendars/${id}/enable`, { sync_enabled: true }).expect(200);

    await eventually(async () => (await runs(id)).length === 2);
  });
});
