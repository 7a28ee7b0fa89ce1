import type { EventInput } from '../../sandbox/microsoft/graph.event';
import { MicrosoftControl } from '../../sandbox/microsoft/microsoft.control';
import { startMicrosoftSimulator } from '../../sandbox/microsoft/microsoft.simulator';
import type { Api } from '../harness/api';
import type { StoredEvent } from '../harness/google-service';
import { microsoftEnvironment } from '../harness/provider-environment';
import { type Service, startService } from '../harness/service';

export const EMAIL = 'robin@berger-consulting.example';

/** The service, connected to a Microsoft simulator over HTTP, with Robin's default calendar selected. */
export interface OutlookService extends Service {
  microsoft: MicrosoftControl;
  calendarId: string;
  user: Api;
  /** Stores events in Robin's Outlook. @returns their ids there */
  put(...events: EventInput[]): Promise<string[]>;
  /** Syncs, expects success. @returns the SyncResult */
  synced(): Promise<Record<string, unknown>>;
  /** All stored events as the wire shows them, by start. */
  events(): Promise<StoredEvent[]>;
}

/** Starts both, connects Robin and selects the calendar; background sync is off. `environment` goes over the defaults. */
export async function startOutlookService(environment: Record<string, string> = {}): Promise<OutlookService> {
  const simulator = await startMicrosoftSimulator();
  const microsoft = new MicrosoftControl(simulator.url);
  await microsoft.seedAccounts({ accounts: [{ email: EMAIL }] });
  const service = await startService({ ...microsoftEnvironment(simulator.url), ...environment });
  const user = await service.signUp();
  const calendarId = await selectOutlookCalendar(user, microsoft);
  return Object.assign(service, {
    microsoft,
    calendarId,
    user,
    put: async (...events: EventInput[]) => (await microsoft.putEvents({ calendarId: EMAIL, events })).ids,
    synced: async () => (await user.post(`/integrations/microsoft/${calendarId}/sync`).expect(200)).body,
    events: async () =>
      (await user.get(`/integrations/calendars/${calendarId}/events?limit=500`).expect(200)).body.events,
    close: closeBoth(service.close, () => simulator.close()),
  });
}

/** Connects Robin as `user` and selects the default calendar, switched off. @returns its id */
export async function selectOutlookCalendar(user: Api, microsoft: MicrosoftControl): Promise<string> {
  const begun = await user.get('/integrations/microsoft/authorize').expect(200);
  const { location } = await microsoft.authorize({ authUrl: begun.body.auth_url, email: EMAIL });
  const { searchParams } = new URL(location);
  const callback = { code: searchParams.get('code')!, state: searchParams.get('state')! };
  const { body } = await user.post('/integrations/microsoft/callback', callback).expect(200);
  const primary = body.calendars.find((calendar: { primary: boolean }) => calendar.primary);
  const selection = {
    calendar_id: primary.id,
    oauth_account_id: body.oauth_account_id,
    sync_enabled: false,
  };
  return (await user.post('/integrations/microsoft/select-calendar', selection).expect(201)).body.calendar_id;
}

function closeBoth(...closings: (() => Promise<void>)[]): () => Promise<void> {
  return async () => {
    for (const close of closings) await close();
  };
}
