import { GoogleControl } from '../../sandbox/google/google.control';
import type { EventInput, EventPatch } from '../../sandbox/google/google.event';
import { startGoogleSimulator } from '../../sandbox/google/google.simulator';
import type { Api } from './api';
import { googleEnvironment, REDIRECT_URI } from './provider-environment';
import { type Service, startService } from './service';

/** The service, connected to a Google simulator over HTTP. */
export interface GoogleService extends Service {
  google: GoogleControl;
}

/** Starts both. `environment` goes over the defaults. */
export async function startGoogleService(environment: Record<string, string> = {}): Promise<GoogleService> {
  const simulator = await startGoogleSimulator({ redirectUris: [REDIRECT_URI.google] });
  const service = await startService({ ...googleEnvironment(simulator.url), ...environment });
  return Object.assign(service, {
    google: new GoogleControl(simulator.url),
    close: closeBoth(service.close, simulator.close.bind(simulator)),
  });
}

/** A callback that the provider would send the browser to. */
export interface Callback {
  code: string;
  state: string;
}

/** Begins an authorization as `user` and lets the simulator's account consent. */
export async function consent(service: GoogleService, user: Api, email: string): Promise<Callback> {
  const { body } = await user.get('/integrations/google/authorize').expect(200);
  const { location } = await service.google.authorize({ authUrl: body.auth_url, email });
  const answer = new URL(location).searchParams;
  return { code: answer.get('code')!, state: answer.get('state')! };
}

/** Connects a Google account of that address, which must be seeded. @returns the account's id */
export async function connect(service: GoogleService, user: Api, email: string): Promise<string> {
  const callback = await consent(service, user, email);
  const { body } = await user.post('/integrations/google/callback', callback).expect(200);
  return body.oauth_account_id;
}

/** A connected and selected primary calendar; background sync is off, so that a test alone decides when it syncs. */
export interface SelectedCalendar {
  id: string;
  accountId: string;
  /** The account's address, which is also Google's id of its primary calendar. */
  email: string;
  user: Api;
  sync(): ReturnType<Api['post']>;
  /** Syncs, expects success. @returns the SyncResult */
  synced(): Promise<Record<string, unknown>>;
  /** All stored events as the wire shows them, by start. */
  events(query?: string): Promise<StoredEvent[]>;
  /** Their summaries. */
  summaries(): Promise<(string | null)[]>;
  /** Stores events at Google. @returns their ids there */
  put(...events: EventInput[]): Promise<string[]>;
  patch(eventId: string, patch: EventPatch): Promise<unknown>;
  cancel(eventId: string): Promise<unknown>;
  /** Converts an event. @returns the id of its time entry */
  convert(eventId: string): Promise<string>;
}

/** An event as `GET …/events` answers it. */
export interface StoredEvent {
  id: string;
  provider_event_id: string;
  summary: string | null;
  start: string;
  end: string;
  duration_minutes: number;
  is_synced: boolean;
  is_recurring: boolean;
  time_entry_id: string | null;
  source_changed: boolean;
  [field: string]: unknown;
}

let accounts = 0;

/** Seeds a Google account, connects it for `user` and selects its primary calendar. */
export async function selectCalendar(service: GoogleService, user: Api): Promise<SelectedCalendar> {
  const email = `person${(accounts += 1)}@calendar.example`;
  await service.google.seedAccounts({ accounts: [{ email }] });
  const accountId = await connect(service, user, email);
  const selection = { calendar_id: email, oauth_account_id: accountId, sync_enabled: false };
  const { body } = await user.post('/integrations/google/select-calendar', selection).expect(201);
  return handleOf(service, user, body.calendar_id, accountId, email);
}

function handleOf(
  service: GoogleService,
  user: Api,
  id: string,
  accountId: string,
  email: string,
): SelectedCalendar {
  const sync = (): ReturnType<Api['post']> => user.post(`/integrations/google/${id}/sync`);
  const events = async (query = ''): Promise<StoredEvent[]> => {
    const { body } = await user.get(`/integrations/calendars/${id}/events?limit=500${query}`).expect(200);
    return body.events;
  };
  return {
    id,
    accountId,
    email,
    user,
    sync,
    synced: async () => (await sync().expect(200)).body,
    events,
    summaries: async () => (await events()).map(({ summary }) => summary),
    put: async (...inputs) => (await service.google.putEvents({ calendarId: email, events: inputs })).ids,
    patch: (eventId, patch) => service.google.patchEvent({ calendarId: email, eventId, patch }),
    cancel: (eventId) => service.google.cancelEvent({ calendarId: email, eventId }),
    convert: async (eventId) => {
      const { body } = await user
        .post('/integrations/calendars/events/convert', { synced_event_id: eventId })
        .expect(201);
      return body.time_entry_id;
    },
  };
}

function closeBoth(...closings: (() => Promise<void>)[]): () => Promise<void> {
  return async () => {
    for (const close of closings) await close();
  };
}
