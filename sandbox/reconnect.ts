import type { SimulatedProvider } from './providers';
import type { ServiceApi } from './service-api';

/** What became of the accounts that were connected before this start, each as `address (provider)`. */
export interface Reconnection {
  again: string[];
  lost: string[];
}

/**
 * Connects the accounts of the signed-in user again. The simulators forget all grants when they stop; the service
 * keeps the accounts, and with them their calendars and events, as it does for a person who consents anew.
 */
export async function reconnect(
  api: ServiceApi,
  providers: readonly SimulatedProvider[],
): Promise<Reconnection> {
  const { accounts } = await api.get<{ accounts: { email: string; provider: string }[] }>(
    '/integrations/accounts',
  );
  const result: Reconnection = { again: [], lost: [] };
  for (const { email, provider: slug } of accounts) {
    const provider = providers.find((one) => one.slug === slug);
    const connected = provider !== undefined && (await connect(api, provider, email).catch(() => false));
    (connected ? result.again : result.lost).push(`${email} (${slug})`);
  }
  return result;
}

async function connect(api: ServiceApi, { slug, control }: SimulatedProvider, email: string): Promise<true> {
  const { auth_url: authUrl } = await api.get<{ auth_url: string }>(`/integrations/${slug}/authorize`);
  const { location } = await control.authorize({ authUrl, email });
  const answer = new URL(location).searchParams;
  await api.post(`/integrations/${slug}/callback`, { code: answer.get('code'), state: answer.get('state') });
  return true;
}
