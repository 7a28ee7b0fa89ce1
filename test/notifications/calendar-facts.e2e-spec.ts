import { endRefreshPause, expireToken } from '../connections/people';
import { idOf } from '../billing/people';
import {
  connect,
  type GoogleService,
  type SelectedCalendar,
  selectCalendar,
  startGoogleService,
} from '../harness/google-service';
import { meeting } from '../harness/meetings';
import { type Row, rowsOf } from './outbox-rows';

describe('What is told of calendars', () => {
  let service: GoogleService;
  let calendar: SelectedCalendar;
  let userId: string;

  beforeAll(async () => {
    service = await startGoogleService();
  });
  beforeEach(async () => {
    const robin = await service.signUp();
    userId = await idOf(robin);
    calendar = await selectCalendar(service, robin);
  });
  afterAll(() => service.close());

  const told = (): Promise<Row[]> => rowsOf(service, userId);
  const nextSync = async (): Promise<Date | null> => {
    const [row] = await service.sql<{ next_sync_at: Date | null }>(
      'SELECT next_sync_at FROM calendar_integrations WHERE id = $1',
      [calendar.id],
    );
    return row!.next_sync_at;
  };
  const enable = () =>
    calendar.user.put(`/integrations/calendars/${calendar.id}/enable`, { sync_enabled: true }).expect(200);

  it('is that the owner has to connect again: once, however many syncs find out', async () => {
    await enable();
    await service.google.revokeGrant({ email: calendar.email });
    await expireToken(service, calendar.accountId);
    await Promise.all([1, 2, 3].map(() => calendar.sync()));
    await calendar.sync().expect(409, /needs_reauth/);
    expect(await told()).toMatchObject([
      {
        type: 'reconnect_needed',
        facts: {
          accountId: calendar.accountId,
          provider: 'google',
          email: calendar.email,
          detail: expect.stringMatching(/\w/),
        },
      },
    ]);
    expect(await nextSync()).toBeNull();
  });

  it('is told again only when it happens again', async () => {
    await enable();
    for (const times of [1, 2]) {
      await service.google.revokeGrant({ email: calendar.email });
      await calendar.sync().expect(409, /needs_reauth/);
      expect(await told()).toHaveLength(times);
      expect(await nextSync()).toBeNull();
      await connect(service, calendar.user, calendar.email);
      expect(await nextSync()).not.toBeNull();
    }
  });

  it('is nothing while the provider is only in trouble', async () => {
    await expireToken(service, calendar.accountId);
    await service.google.addFault({ kind: 'token', effect: { type: 'status', status: 500 } });
    await calendar.sync().expect(502);
    await endRefreshPause(service, calendar.accountId);
    await calendar.sync().expect(200);
    expect(await told()).toEqual([]);
  });

  it('is one message for a bulk of meetings, and none for a bulk that was converted before', async () => {
    await calendar.put(meeting(1), meeting(2), meeting(3));
    await calendar.synced();
    const synced_event_ids = (await calendar.events()).map(({ id }) => id);
    for (let time = 0; time < 2; time += 1) {
      await calendar.user.post('/integrations/calendars/events/convert', { synced_event_ids }).expect(200);
    }
    expect(await told()).toMatchObject([{ type: 'time_entry_created', facts: { count: 3, minutes: 180 } }]);
  });

  it('is that a meeting moved away from its entry, in the sync that found out', async () => {
    const [id] = await calendar.put(meeting(1));
    await calendar.synced();
    const entry = await calendar.convert((await calendar.events())[0]!.id);
    await calendar.user.patch(`/time-entries/${entry}`, { description: 'Mine' }).expect(200);
    await calendar.cancel(id!);
    await calendar.synced();
    await calendar.synced();
    expect(await told()).toMatchObject([
      { type: 'time_entry_created' },
      {
        type: 'entry_meeting_changed',
        facts: { timeEntryId: entry, change: 'removed', description: 'Mine', meeting: null },
      },
    ]);
  });
});
