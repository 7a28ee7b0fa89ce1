import {
  type GoogleService,
  type SelectedCalendar,
  selectCalendar,
  startGoogleService,
} from '../harness/google-service';
import { googleEnvironment } from '../harness/provider-environment';
import { startServiceProcess } from '../harness/service-process';

describe('The time zone of the process', () => {
  let service: GoogleService;
  let calendar: SelectedCalendar;

  beforeAll(async () => {
    service = await startGoogleService();
    calendar = await selectCalendar(service, await service.signUp());
    const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    await calendar.put(
      {
        summary: 'Offset',
        start: { dateTime: `${tomorrow}T09:00:00+05:30` },
        end: { dateTime: `${tomorrow}T10:00:00+05:30` },
      },
      {
        summary: 'UTC',
        start: { dateTime: `${tomorrow}T09:00:00Z` },
        end: { dateTime: `${tomorrow}T10:00:00Z` },
      },
    );
  });
  afterAll(() => service.close());

  it('does not matter: the same events come out in New York, Kolkata and Apia', async () => {
    await calendar.synced();
    const expected = await calendar.events();
    expect(expected.map(({ start }) => start.slice(11))).toEqual(['03:30:00.000Z', '09:00:00.000Z']);
    const { GOOGLE_API_URL, TOKEN_ENCRYPTION_KEYS } = process.env as Record<string, string>;

    for (const TZ of ['America/New_York', 'Asia/Kolkata', 'Pacific/Apia']) {
      await service.sql('UPDATE calendar_integrations SET cursor = NULL');
      await service.sql('DELETE FROM synced_calendar_events');
      const elsewhere = await startServiceProcess(service.databaseUrl, {
        ...googleEnvironment(GOOGLE_API_URL!),
        TOKEN_ENCRYPTION_KEYS: TOKEN_ENCRYPTION_KEYS!,
        TZ,
      });
      const user = elsewhere.anonymous.as(calendar.user.token!);
      await user.post(`/integrations/google/${calendar.id}/sync`).expect(200);
      const { body } = await user.get(`/integrations/calendars/${calendar.id}/events`).expect(200);
      expect(body.events.map(withoutId)).toEqual(expected.map(withoutId));
      await elsewhere.stop();
    }
  });
});

const withoutId = ({ id: _, ...event }: { id: string }): object => event;
