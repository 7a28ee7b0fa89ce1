import type { Api } from '../../harness/api';
import { eventually } from '../../harness/eventually';
import { connect, type GoogleService, startGoogleService } from '../../harness/google-service';
import { type LiveCalendar, makeDue, type Run, selectSynced, tick } from './live-calendar';

const MINUTE = 60_000;
/** Longer than any pause between two attempts. */
const PAUSE = 20_000;

describe('A sync in the background that fails', () => {
  let service: GoogleService;
  let user: Api;
  let calendar: LiveCalendar;

  beforeAll(async () => {
    service = await startGoogleService({ PROCESS_ROLE: 'all' });
    user = await service.signUp();
  });
  beforeEach(async () => {
    await service.google.reset();
    service.clock.moveTo(new Date());
    calendar = await selectSynced(service, user);
  });
  afterAll(() => service.close());

  const breakDown = (status: number, headers?: Record<string, string>): Promise<unknown> =>
    service.google.addFault({
      kind: 'events',
      email: calendar.email,
      times: 'always',
      effect: { type: 'status', status, headers },
    });
  const attemptsOf = async (): Promise<{ status: string; attempts: number }> => {
    const [run] = await service.sql<{ status: string; attempts: number }>(
      'SELECT status, attempts FROM sync_runs WHERE calendar_id = $1 ORDER BY requested_at DESC LIMIT 1',
      [calendar.id],
    );
    return run!;
  };
  /** Lets the pauses between attempts pass, until the run is over. @returns it */
  const untilOver = async (between?: () => Promise<unknown>): Promise<Run> => {
    for (let attempt = 1; ; attempt += 1) {
      const run = await eventually(async () => {
        const now = await attemptsOf();
        const waits = now.status === 'queued' && now.attempts === attempt;
        return waits || ['failed', 'success'].includes(now.status) ? now : undefined;
      });
      if (run.status !== 'queued') return (await calendar.runs())[0]!;
      await between?.();
      service.clock.advance(PAUSE);
      await tick(service);
    }
  };
  const waitOf = ({ next_sync_at }: { next_sync_at: string | null }): number =>
    Date.parse(next_sync_at!) - service.clock.now().getTime();

  it('is tried four times, then says so in words, backs off, and heals by itself', async () => {
    await breakDown(500);

    await makeDue(service, calendar);
    const run = await untilOver();

    expect(await attemptsOf()).toEqual({ status: 'failed', attempts: 4 });
    expect(await calendar.requests()).toBe(4);
    expect(run.error).toEqual({ code: 'provider_error', detail: expect.stringMatching(/\w+ \w+ \w+/) });
    const state = await calendar.state();
    expect(state).toMatchObject({ sync_status: 'failing', status_detail: run.error!.detail, event_count: 1 });
    expect(waitOf(state)).toBeGreaterThan(MINUTE / 2);
    expect(waitOf(state)).toBeLessThanOrEqual(MINUTE);

    await service.google.clearFaults();
    service.clock.advance(MINUTE);
    await tick(service);
    expect(await calendar.until('ok')).toMatchObject({ status_detail: null, event_count: 1 });
    expect(await calendar.runs()).toHaveLength(3);
  });

  it('backs off further each time, up to an hour', async () => {
    await breakDown(500);
    const waits: number[] = [];
    for (const failures of [1, 3, 9]) {
      await service.sql('UPDATE calendar_integrations SET failure_count = $2 WHERE id = $1', [
        calendar.id,
        failures,
      ]);
      await service.sql('DELETE FROM sync_runs WHERE calendar_id = $1', [calendar.id]);
      await makeDue(service, calendar);
      await untilOver();
      waits.push(Math.ceil(waitOf(await calendar.state()) / MINUTE));
    }
    expect(waits).toEqual([2, 8, 60]);
  });

  it('is not judged while it may still succeed', async () => {
    await service.google.addFault({
      kind: 'events',
      email: calendar.email,
      times: 2,
      effect: { type: 'reset' },
    });
    await makeDue(service, calendar);
    await eventually(async () => (await attemptsOf()).attempts === 1 && (await calendar.runs())[0]!.error);
    expect(await calendar.state()).toMatchObject({ sync_status: 'ok', status_detail: null });

    expect(await untilOver()).toMatchObject({ status: 'success', error: null });
    expect(await attemptsOf()).toMatchObject({ attempts: 3 });
    expect(await calendar.requests()).toBe(3);
  });

  it('is not tried again when the calendar is gone, until it is selected again', async () => {
    await service.google.unshareCalendar({ email: calendar.email, calendarId: calendar.email });
    await makeDue(service, calendar);
    await calendar.until('unavailable');
    expect(await calendar.requests()).toBe(1);

    service.clock.advance(120 * MINUTE);
    await tick(service);
    expect(await calendar.runs()).toMatchObject([{ status: 'failed' }, { status: 'success' }]);

    await service.google.seedAccounts({
      accounts: [{ email: calendar.email, calendars: [{ id: calendar.email, primary: true }] }],
    });
    const selection = { calendar_id: calendar.email, oauth_account_id: calendar.accountId };
    await user.post('/integrations/google/select-calendar', selection).expect(200);
    service.clock.advance(2_000);
    await tick(service);
    await calendar.until('ok');
  });

  it.each([
    ['in seconds', () => '120'],
    ['by a date', () => new Date(Date.now() + 120_000).toUTCString()],
  ])(
    'because the provider asks for patience (%s) ends, and nobody asks before it is over',
    async (_, retryAfter) => {
      await breakDown(429, { 'retry-after': retryAfter() });
      await makeDue(service, calendar);
      await eventually(async () => (await calendar.runs())[0]!.status === 'failed');

      expect((await calendar.runs())[0]).toMatchObject({ error: { code: 'unavailable' } });
      const state = await calendar.state();
      expect(state).toMatchObject({ sync_status: 'ok', status_detail: expect.stringContaining('wait') });
      expect(waitOf(state)).toBeGreaterThan(100_000);
      expect(waitOf(state)).toBeLessThanOrEqual(120_000);

      await service.google.clearFaults();
      await makeDue(service, calendar);
      const { headers } = await user.post(`/integrations/google/${calendar.id}/sync`).expect(503);
      expect(Number(headers['retry-after'])).toBeGreaterThan(100);
      expect(await calendar.requests()).toBe(1);
      expect(await calendar.runs()).toHaveLength(2);

      await service.sql('UPDATE user_oauth_accounts SET throttled_until = now() WHERE id = $1', [
        calendar.accountId,
      ]);
      await tick(service);
      await eventually(async () => (await calendar.runs())[0]!.status === 'success');
    },
  );

  it('because no token can be had is tried again, and is then failing, with all that it has', async () => {
    await service.google.addFault({
      kind: 'token',
      times: 'always',
      effect: { type: 'status', status: 500 },
    });
    await service.sql('UPDATE user_oauth_accounts SET expires_at = now() WHERE id = $1', [
      calendar.accountId,
    ]);
    await makeDue(service, calendar);
    // The half minute passes in which nobody asks for a token again.
    await untilOver(() =>
      service.sql('UPDATE user_oauth_accounts SET refresh_attempted_at = NULL WHERE id = $1', [
        calendar.accountId,
      ]),
    );

    expect((await service.google.requests({ kind: 'token' })).counts.token).toBe(4);
    expect(await calendar.state()).toMatchObject({
      sync_status: 'failing',
      status_detail: expect.stringMatching(/\w+ \w+ \w+/),
      event_count: 1,
    });

    await service.google.clearFaults();
    await service.sql('UPDATE user_oauth_accounts SET refresh_attempted_at = NULL WHERE id = $1', [
      calendar.accountId,
    ]);
    service.clock.advance(MINUTE);
    await tick(service);
    await calendar.until('ok');
  });

  it('for want of consent is left alone, and goes on as soon as the account is connected again', async () => {
    await service.google.revokeGrant({ email: calendar.email });
    await makeDue(service, calendar);
    await calendar.until('needs_reauth');
    expect((await calendar.runs())[0]).toMatchObject({ status: 'failed', error: { code: 'needs_reauth' } });
    service.clock.advance(120 * MINUTE);
    await tick(service);
    expect(await calendar.runs()).toHaveLength(2);

    // Not due before tomorrow, if nobody did anything about it.
    await service.sql(`UPDATE calendar_integrations SET next_sync_at = $2 WHERE id = $1`, [
      calendar.id,
      new Date(Date.now() + 24 * 60 * MINUTE),
    ]);
    expect(await connect(service, user, calendar.email)).toBe(calendar.accountId);
    await tick(service);
    expect(await calendar.until('ok')).toMatchObject({ event_count: 1 });
  });

  it('switched off stays off when its account is connected again', async () => {
    await user.put(`/integrations/calendars/${calendar.id}/enable`, { sync_enabled: false }).expect(200);
    await connect(service, user, calendar.email);
    await tick(service);
    expect(await calendar.state()).toMatchObject({ next_sync_at: null });
    expect(await calendar.runs()).toHaveLength(1);
  });

  it('because its process was cut off again and again says so', async () => {
    await service.sql(
      `INSERT INTO sync_runs (calendar_id, trigger, status, fence, requested_at, started_at, attempts)
       SELECT id, 'scheduled', 'running', fence, $2, $2, 4 FROM calendar_integrations WHERE id = $1`,
      [calendar.id, service.clock.now()],
    );
    await tick(service);
    const detail = 'Its synchronisation was interrupted again and again.';
    const state = await calendar.until('failing');
    expect(state).toMatchObject({ status_detail: detail });
    expect(waitOf(state)).toBeGreaterThan(0);
    expect((await calendar.runs())[0]).toMatchObject({ status: 'failed', error: { code: 'interrupted' } });
  });
});
