import { AuthorizationProblem } from '../simulator/authorization.problem';
import { Client, isRegistered } from '../simulator/client';
import { challengeOf } from '../simulator/pkce';
import { redirectLocation } from '../simulator/redirect.location';
import { Account } from './account.directory';
import { isIdentityScope, parseScopes } from './scope';
import { World } from './world';

/** What the user says on the consent page. */
export type Decision = { deny: true } | { deny?: false; account: Account; grantedScopes: string[] };

/** https://developers.google.com/identity/protocols/oauth2/web-server#authorization-errors */
export function checkAuthorization(params: URLSearchParams, client: Client): void {
  const redirectUri = params.get('redirect_uri');
  if (params.get('client_id') !== client.id) {
    throw new AuthorizationProblem('invalid_client', 'The OAuth client was not found.');
  }
  if (redirectUri === null)
    throw new AuthorizationProblem('invalid_request', 'Missing parameter: redirect_uri');
  if (!isRegistered(redirectUri, client)) {
    throw new AuthorizationProblem(
      'redirect_uri_mismatch',
      `${redirectUri} is not registered for this client.`,
    );
  }
  if (params.get('response_type') !== 'code') {
    throw new AuthorizationProblem('invalid_request', 'Required parameter is missing: response_type (code)');
  }
  if (!params.get('scope'))
    throw new AuthorizationProblem('invalid_request', 'Missing required parameter: scope');
}

/** The scopes that a consent page lets the user untick. */
export function optionalScopes(params: URLSearchParams): string[] {
  return parseScopes(params.get('scope') ?? '').filter((scope) => !isIdentityScope(scope));
}

/** Carries out the decision and returns where Google would send the browser. */
export function decide(world: World, params: URLSearchParams, decision: Decision): string {
  return redirectLocation(
    params,
    decision.deny ? { error: 'access_denied' } : grant(world, params, decision),
  );
}

function grant(
  { oauth, client }: World,
  params: URLSearchParams,
  { account, grantedScopes }: { account: Account; grantedScopes: string[] },
): Record<string, string> {
  const asked = parseScopes(params.get('scope') ?? '');
  const ticked = asked.filter((scope) => isIdentityScope(scope) || grantedScopes.includes(scope));
  const before = oauth.grantOf(account, client.id);
  const scopes =
    params.get('include_granted_scopes') === 'true'
      ? [...new Set([...ticked, ...(before?.scopes ?? [])])]
      : ticked;
  // Google skips the consent screen, and with it the refresh token, when all was granted before.
  const consentShown =
    asksForConsent(params) || !before || !ticked.every((scope) => before.scopes.has(scope));
  const code = oauth.issueCode({
    grant: oauth.widenGrant(account, client.id, scopes),
    scopes,
    redirectUri: params.get('redirect_uri') ?? '',
    challenge: challengeOf(params),
    withRefreshToken: consentShown && params.get('access_type') === 'offline',
  });
  const prompt = consentShown ? 'consent' : 'none';
  return { code, scope: scopes.join(' '), authuser: '0', prompt };
}

function asksForConsent(params: URLSearchParams): boolean {
  return (params.get('prompt') ?? '').split(' ').includes('consent');
}
