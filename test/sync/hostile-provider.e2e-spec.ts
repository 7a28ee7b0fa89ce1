import { GuardedLimits } from '../../src/common/http/guarded-limits';
import { GoogleModule } from '../../src/google/google.module';
import type { FaultRule } from '../../sandbox/google/fault';
import {
  type GoogleService,
  type SelectedCalendar,
  selectCalendar,
  startGoogleService,
} from '../harness/google-service';
import { meeting } from '../harness/meetings';

describe('A provider that misbehaves', () => {
  let service: GoogleService;
  let calendar: SelectedCalendar;
  let limits: GuardedLimits['data'];
  let patience: number;

  beforeAll(async () => {
    service = await startGoogleService();
    limits = service.app.select(GoogleModule).get(GuardedLimits, { strict: true }).data;
    limits.maxBytes = 2 * 1024 * 1024;
    patience = limits.deadlineMs;
  });
  beforeEach(async () => {
    limits.deadlineMs = patience;
    await service.google.reset();
    calendar = await selectCalendar(service, await service.signUp());
  });
  afterAll(() => service.close());

  /** The answer never comes, or never ends: only then is the deadline short. */
  const isEndless = ({ type }: FaultRule['effect']): boolean => type === 'hang' || type === 'drip';

  it.each<[string, FaultRule['effect']]>([
    ['hangs', { type: 'hang' }],
    ['sends a byte at a time', { type: 'drip', everyMs: 50 }],
    ['resets the connection', { type: 'reset' }],
    ['sends half a JSON', { type: 'halfJson' }],
    ['sends a gzip bomb', { type: 'gzipBomb', megabytes: 64 }],
    ['sends a page of HTML', { type: 'htmlPage' }],
    ['sends the wrong types', { type: 'wrongTypes' }],
    ['fails', { type: 'status', status: 500 }],
    ['answers 400 to what is right', { type: 'status', status: 400 }],
  ])(
    '%s: the cursor stays, the answer is 502, the calendar says so and heals by itself',
    async (_, effect) => {
      await calendar.put(meeting(1, { summary: 'Stored' }));
      await calendar.synced();
      const cursor = () =>
        service.sql('SELECT cursor FROM calendar_integrations WHERE id = $1', [calendar.id]);
      const before = await cursor();
      await calendar.put(meeting(2, { summary: 'New' }));
      await service.google.addFault({ kind: 'events', times: 2, effect });

      if (isEndless(effect)) limits.deadlineMs = 400;
      const failed = await calendar
        .sync()
        .expect(502)
        .expect('Content-Type', /problem\+json/);
      limits.deadlineMs = patience;

      expect(failed.body).toMatchObject({ code: 'provider_error' });
      expect(await cursor()).toEqual(before);
      expect(await calendar.summaries()).toEqual(['Stored']);
      const { body } = await calendar.user.get(`/integrations/calendars/${calendar.id}`).expect(200);
      expect(body).toMatchObject({ sync_status: 'failing', status_detail: failed.body.detail });

      await service.google.clearFaults();
      await calendar.synced();
      expect(await calendar.summaries()).toEqual(['Stored', 'New']);
      const healed = await calendar.user.get(`/integrations/calendars/${calendar.id}`).expect(200);
      expect(healed.body).toMatchObject({ sync_status: 'ok', status_detail: null });
    },
  );

  it('takes the calendar away: it is unavailable, its events stay, and it comes back when it is shared again', async () => {
    await calendar.put(meeting(1));
    await calendar.synced();
    await service.google.addFault({
      kind: 'events',
      effect: { type: 'status', status: 404, reason: 'notFound' },
    });

    await calendar.sync().expect(502);

    const { body } = await calendar.user.get(`/integrations/calendars/${calendar.id}`).expect(200);
    expect(body).toMatchObject({ sync_status: 'unavailable', is_active: false, event_count: 1 });
    await calendar.synced();
    const back = await calendar.user.get(`/integrations/calendars/${calendar.id}`).expect(200);
    expect(back.body).toMatchObject({ sync_status: 'ok', is_active: true });
  });
});
