import {
  type GoogleService,
  type SelectedCalendar,
  selectCalendar,
  startGoogleService,
} from '../harness/google-service';

describe('An access token that is stored', () => {
  let service: GoogleService;
  let calendar: SelectedCalendar;

  beforeAll(async () => {
    service = await startGoogleService();
    calendar = await selectCalendar(service, await service.signUp());
  });
  beforeEach(() => service.google.clearRequests());
  afterAll(() => service.close());

  /** Its end comes in so many seconds, and nobody has renewed it lately. */
  const endsIn = (seconds: number): Promise<unknown> =>
    service.sql(
      `UPDATE user_oauth_accounts SET expires_at = now() + $2 * interval '1 second', refresh_attempted_at = NULL
       WHERE id = $1`,
      [calendar.accountId, seconds],
    );
  const asked = async (): Promise<number> =>
    (await service.google.requests({ kind: 'token' })).requests.length;

  it('is used again and again while it is good', async () => {
    await endsIn(100);
    for (let sync = 1; sync <= 3; sync += 1) await calendar.synced();
    expect(await asked()).toBe(0);
  });

  it('is exchanged a minute before its end, once', async () => {
    await endsIn(50);
    for (let sync = 1; sync <= 3; sync += 1) await calendar.synced();
    expect(await asked()).toBe(1);
  });
});
