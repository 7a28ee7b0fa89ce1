import { GoogleControl } from '../../sandbox/google/google.control';
import { SANDBOX_CLIENT, startGoogleSimulator } from '../../sandbox/google/google.simulator';
import type { Api } from './api';
import { type Service, startService } from './service';

/** Where the service has itself sent back to; nobody listens there, the tests carry codes by hand. */
const REDIRECT_URI = 'http://127.0.0.1/api/v1/integrations/google/callback';

/** The service, connected to a Google simulator over HTTP. */
export interface GoogleService extends Service {
  google: GoogleControl;
}

/** Starts both. `environment` goes over the defaults. */
export async function startGoogleService(environment: Record<string, string> = {}): Promise<GoogleService> {
  const simulator = await startGoogleSimulator({ redirectUris: [REDIRECT_URI] });
  const service = await startService({ ...googleEnvironment(simulator.url), ...environment });
  return Object.assign(service, {
    google: new GoogleControl(simulator.url),
    close: closeBoth(service.close, simulator.close.bind(simulator)),
  });
}

/** The variables that make a simulator our Google. */
export function googleEnvironment(url: string): Record<string, string> {
  return {
    GOOGLE_CLIENT_ID: SANDBOX_CLIENT.clientId,
    GOOGLE_CLIENT_SECRET: SANDBOX_CLIENT.clientSecret,
    GOOGLE_REDIRECT_URI: REDIRECT_URI,
    GOOGLE_AUTH_URL: `${url}/o/oauth2/v2/auth`,
    GOOGLE_TOKEN_URL: `${url}/token`,
    GOOGLE_REVOKE_URL: `${url}/revoke`,
    GOOGLE_API_URL: url,
  };
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
  email: string;
  sync(): ReturnType<Api['post']>;
}

let accounts = 0;

/** Seeds a Google account, connects it for `user` and selects its primary calendar. */
export async function selectCalendar(service: GoogleService, user: Api): Promise<SelectedCalendar> {
  const email = `person${(accounts += 1)}@calendar.example`;
  await service.google.seedAccounts({ accounts: [{ email }] });
  const accountId = await connect(service, user, email);
  const selection = { calendar_id: email, oauth_account_id: accountId, sync_enabled: false };
  const { body } = await user.post('/integrations/google/select-calendar', selection).expect(201);
  const id: string = body.calendar_id;
  return { id, accountId, email, sync: () => user.post(`/integrations/google/${id}/sync`) };
}

function closeBoth(...closings: (() => Promise<void>)[]): () => Promise<void> {
  return async () => {
    for (const close of closings) await close();
  };
}
