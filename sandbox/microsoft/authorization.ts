import { randomUUID } from 'node:crypto';
import { AuthorizationProblem } from '../simulator/authorization.problem';
import { isRegistered } from '../simulator/client';
import { challengeOf } from '../simulator/pkce';
import { redirectLocation } from '../simulator/redirect.location';
import { Account } from './account.directory';
import { clientInfoOf } from './client.info';
import { AadstsNumber, describe, redirectError } from './entra.error';
import { isIdentityScope, parseScopes } from './scope';
import { admits, isKnownTenant } from './tenant';
import { World } from './world';

/** What the user says on the consent page. */
export type Decision = { deny: true } | { deny?: false; account: Account; grantedScopes: string[] };

/** An authorization request: what the path says, and what the query says. */
export interface Asked {
  tenant: string;
  params: URLSearchParams;
}

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#request-an-authorization-code */
export function checkAuthorization(world: World, { tenant, params }: Asked): void {
  if (!isKnownTenant(world, tenant)) throw problem(90002);
  if (params.get('client_id') !== world.client.id) throw problem(700016);
  const redirectUri = params.get('redirect_uri');
  if (redirectUri === null || !isRegistered(redirectUri, world.client)) throw problem(50011);
  for (const name of ['response_type', 'scope']) if (!params.get(name)) throw problem(900144, name);
  if (params.get('response_type') !== 'code') throw problem(900144, 'response_type=code');
  if ((params.get('response_mode') ?? 'query') !== 'query') {
    throw new AuthorizationProblem('unsupported', 'The simulator answers with response_mode=query only.');
  }
}

/** The scopes that are up to the user or the administrator. */
export function optionalScopes(params: URLSearchParams): string[] {
  return parseScopes(params.get('scope') ?? '').filter((scope) => !isIdentityScope(scope));
}

/** Carries out the decision and returns where Entra would send the browser. */
export function decide(world: World, asked: Asked, decision: Decision): string {
  const { params, tenant } = asked;
  if (decision.deny) return redirectLocation(params, { ...redirectError(65004), error_subcode: 'cancel' });
  if (!admits(tenant, decision.account)) throw problem(50020);
  if (world.settings.adminConsentRequired) return redirectLocation(params, redirectError(90094));
  return redirectLocation(params, grant(world, params, decision));
}

/** `prompt=none`: answered without a page, for the person of the login hint who has granted all of it before. */
export function decideSilently(world: World, { params }: Asked): string {
  const account = world.directory.accounts().find(({ email }) => email === params.get('login_hint'));
  const before = account && world.oauth.grantOf(account, world.client.id);
  if (!before) return redirectLocation(params, redirectError(50058));
  const grantedScopes = optionalScopes(params);
  if (!grantedScopes.every((scope) => before.scopes.has(scope))) {
    return redirectLocation(params, { ...redirectError(65001), error: 'consent_required' });
  }
  return redirectLocation(params, grant(world, params, { account, grantedScopes }));
}

function grant(
  { oauth, client }: World,
  params: URLSearchParams,
  { account, grantedScopes }: { account: Account; grantedScopes: string[] },
): Record<string, string> {
  const asked = parseScopes(params.get('scope') ?? '');
  const scopes = asked.filter((scope) => isIdentityScope(scope) || grantedScopes.includes(scope));
  const code = oauth.issueCode({
    grant: oauth.widenGrant(account, client.id, scopes),
    scopes,
    redirectUri: params.get('redirect_uri') ?? '',
    challenge: challengeOf(params),
    withRefreshToken: scopes.includes('offline_access'),
    nonce: params.get('nonce') ?? undefined,
  });
  return { code, ...clientInfoOf(account, params), session_state: randomUUID() };
}

function problem(number: AadstsNumber, about?: string): AuthorizationProblem {
  const [code = '', ...text] = describe(number).split(': ');
  return new AuthorizationProblem(code, text.join(': ') + (about === undefined ? '' : ` (${about})`));
}
