import { SANDBOX_CLIENT } from '../../sandbox/google/google.simulator';
import { REDIRECT_URI } from '../stage/google.process';
import type { Stage } from '../stage/stage';

/** An access token of our own for an account, without the service: for the lanes that do without it. */
export async function signIn({ google, googleUrl }: Stage, email: string): Promise<string> {
  const { clientId: client_id, clientSecret: client_secret } = SANDBOX_CLIENT;
  const redirect_uri = REDIRECT_URI;
  const scope = 'openid email https://www.googleapis.com/auth/calendar.readonly';
  const query = new URLSearchParams({ client_id, redirect_uri, scope, response_type: 'code' });
  const authUrl = `${googleUrl}/o/oauth2/v2/auth?${query.toString()}`;
  const { location } = await google.authorize({ authUrl, email });
  const code = new URL(location).searchParams.get('code') ?? '';
  const body = new URLSearchParams({
    client_id,
    client_secret,
    redirect_uri,
    code,
    grant_type: 'authorization_code',
  });
  const response = await fetch(`${googleUrl}/token`, { method: 'POST', body });
  return ((await response.json()) as { access_token: string }).access_token;
}
