import type { GoogleControl } from './google/google.control';
import type { ServiceApi } from './service-api';

/** What became of the Google accounts that were connected before this start. */
export interface Reconnection {
  again: string[];
  lost: string[];
}

/**
 * Connects the accounts of the signed-in user again. Simulated Google forgets all grants when it stops; the service
 * keeps the account, and with it its calendars and events, as it does for a person who consents anew.
 */
export async function reconnect(api: ServiceApi, google: GoogleControl): Promise<Reconnection> {
  const { accounts } = await api.get<{ accounts: { email: string; provider: string }[] }>(
    '/integrations/accounts',
  );
  const result: Reconnection = { again: [], lost: [] };
  for (const { email } of accounts.filter(({ provider }) => provider === 'google')) {
    const connected = await connect(api, google, email).catch(() => false);
    (connected ? result.again : result.lost).push(email);
  }
  return result;
}

async function connect(api: ServiceApi, google: GoogleControl, email: string): Promise<true> {
  const { auth_url: authUrl } = await api.get<{ auth_url: string }>('/integrations/google/authorize');
  const { location } = await google.authorize({ authUrl, email });
  const answer = new URL(location).searchParams;
  await api.post('/integrations/google/callback', { code: answer.get('code'), state: answer.get('state') });
  return true;
}
