import type { Api } from '../harness/api';
import { captureLog, type LogLine } from '../harness/captured-log';
import { eventually } from '../harness/eventually';
import { connect, type GoogleService, startGoogleService } from '../harness/google-service';
import { meeting } from '../harness/meetings';
import { type LiveCalendar, makeDue, selectSynced, tick } from '../sync/queue/live-calendar';

const WARN = 40;
const ERROR = 50;

describe('The log of the main job', () => {
  const log = captureLog();
  let service: GoogleService;
  let robin: Api;
  let calendar: LiveCalendar;

  beforeAll(async () => {
    service = await startGoogleService({ PROCESS_ROLE: 'all', LOG_LEVEL: 'debug' });
  });
  beforeEach(async () => {
    await service.google.reset();
    service.clock.moveTo(new Date());
    robin = await service.signUp('Robin');
    calendar = await selectSynced(service, robin);
  });
  afterAll(async () => {
    await service.close();
    jest.restoreAllMocks();
  });

  const ours = (msg: string): LogLine[] =>
    log.lines(msg).filter((line) => [line.accountId, line.calendarId].includes(idOf(line)));
  const idOf = ({ calendarId }: LogLine): string => (calendarId ? calendar.id : calendar.accountId);
  const expireToken = (): Promise<unknown> =>
    service.sql(
      'UPDATE user_oauth_accounts SET expires_at = now(), refresh_attempted_at = NULL WHERE id = $1',
      [calendar.accountId],
    );
  const syncedNow = () => robin.post(`/integrations/google/${calendar.id}/sync`);

  it('tells the steps of connecting, with whose account it is', async () => {
    const { id: userId } = (await robin.get('/auth/me')).body;
    await service.google.seedAccounts({ accounts: [{ email: 'second@calendar.example' }] });
    const accountId = await connect(service, robin, 'second@calendar.example');
    expect(log.lines('authorization begun')).toContainEqual(
      expect.objectContaining({ provider: 'google', userId }),
    );
    expect(log.lines('account connected')).toContainEqual(
      expect.objectContaining({ provider: 'google', userId, accountId }),
    );
    await robin.delete(`/integrations/accounts/${accountId}`).expect(204);
    expect(log.lines('account disconnected')).toContainEqual(expect.objectContaining({ userId, accountId }));
  });

  it('tells every attempt to refresh a token, and how it ended', async () => {
    await expireToken();
    await syncedNow().expect(200);
    expect(ours('refreshing access token')).toHaveLength(1);
    expect(ours('access token refreshed')).toMatchObject([{ expiresAt: expect.any(String) }]);

    await service.google.revokeGrant({ email: calendar.email });
    await expireToken();
    await syncedNow().expect(409);
    expect(ours('refreshing access token')).toHaveLength(2);
    expect(ours('access token not refreshed')).toMatchObject([{ level: WARN, refused: true }]);
  });

  it('tells what a provider was asked, what it answered, and how long that took', async () => {
    await syncedNow().expect(200);
    const asked = { provider: 'google', method: 'GET', resource: 'events', durationMs: expect.any(Number) };
    expect(log.lines('answered')).toContainEqual(expect.objectContaining({ ...asked, status: 200 }));

    await service.google.addFault({ kind: 'events', effect: { type: 'reset' } });
    await syncedNow().expect(502);
    expect(log.lines('no answer')).toContainEqual(
      expect.objectContaining({ ...asked, reason: 'network', level: WARN }),
    );
  });

  it('tells when a sync begins and ends, and what it found', async () => {
    const [run] = await calendar.runs();
    const facts = { calendarId: calendar.id, runId: run!.id, provider: 'google', attempt: 1 };
    expect(ours('sync started')).toMatchObject([facts]);
    expect(ours('sync succeeded')).toMatchObject([{ ...facts, mode: 'full', created: 1, pages: 1 }]);
  });

  it('tells of each attempt that failed why, and when the next one is', async () => {
    await service.google.addFault({
      kind: 'events',
      email: calendar.email,
      times: 'always',
      effect: { type: 'status', status: 500 },
    });
    await makeDue(service, calendar);
    await eventually(async () => {
      service.clock.advance(20_000);
      await tick(service);
      return ours('sync failed').length > 0;
    });
    const why = { code: 'provider_error', detail: expect.stringMatching(/\w+ \w+/), level: WARN };
    expect(ours('sync failed, will be tried again')).toMatchObject(
      [1, 2, 3].map((attempt) => ({ ...why, attempt, runAfter: expect.any(String) })),
    );
    expect(ours('sync failed')).toMatchObject([{ ...why, attempt: 4, runAfter: null }]);
  });

  it('tells of what nobody foresaw where it happened', async () => {
    await service.google.putEvents({ calendarId: calendar.email, events: [meeting(2)] });
    await service.sql('ALTER TABLE synced_calendar_events RENAME TO hidden');
    await syncedNow().expect(500);
    await robin.get(`/integrations/calendars/${calendar.id}/events`).expect(500);
    await service.sql('ALTER TABLE hidden RENAME TO synced_calendar_events');
    const backtrace = { level: ERROR, err: { stack: expect.stringMatching(/\n +at .+:\d+:\d+/) } };
    expect(ours('sync failed')).toMatchObject([backtrace]);
    expect(log.lines('unexpected error')).toMatchObject([
      backtrace,
      { ...backtrace, requestId: expect.any(String) },
    ]);
  });
});
