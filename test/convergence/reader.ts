/** An OAuth client of its own, so that what a provider shows can be read without the service. */
export interface ReaderSetup {
  authUrl: string;
  tokenUrl: string;
  client: { clientId: string; clientSecret: string };
  redirectUri: string;
  scope: string;
  /** Carries the consent of whoever is to be read for; gives where the browser is sent. */
  consent(authUrl: string): Promise<{ location: string }>;
}

/** GETs JSON from an address with a bearer of its own. */
export type Reader = <T>(address: string, headers?: Record<string, string>) => Promise<T>;

/** Signs in with plain OAuth. */
export async function signInReader(setup: ReaderSetup): Promise<Reader> {
  const { authUrl, tokenUrl, client, redirectUri, scope } = setup;
  const begun = { client_id: client.clientId, redirect_uri: redirectUri, scope, response_type: 'code' };
  const query = new URLSearchParams({ ...begun, state: 'state', access_type: 'offline' });
  const { location } = await setup.consent(`${authUrl}?${query.toString()}`);
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: new URL(location).searchParams.get('code') ?? '',
    redirect_uri: redirectUri,
    client_id: client.clientId,
    client_secret: client.clientSecret,
  });
  const { access_token } = await json<{ access_token: string }>(tokenUrl, { method: 'POST', body });
  return (address, headers) =>
    json(address, { headers: { authorization: `Bearer ${access_token}`, ...headers } });
}

async function json<T>(address: string, init: RequestInit): Promise<T> {
  const response = await fetch(address, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${address}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}
