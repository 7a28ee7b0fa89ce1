import { ApiRequest } from '../simulator/api.request';
import { Grant } from '../simulator/oauth.store';
import { verifies } from '../simulator/pkce';
import { json, Reply } from '../simulator/reply';
import { Account } from './account.directory';
import { clientInfoOf } from './client.info';
import { entraError } from './entra.error';
import { idTokenOf } from './id.token';
import { isIdentityScope, parseScopes, tellScopes } from './scope';
import { admits, isKnownTenant } from './tenant';
import { World } from './world';

/** `POST /{tenant}/oauth2/v2.0/token`: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#redeem-a-code-for-an-access-token */
export function issueTokens(world: World, { form, params: { tenant = '' } }: ApiRequest): Reply {
  const { client } = world;
  if (!isKnownTenant(world, tenant)) return entraError(90002);
  if (form.get('client_id') !== client.id) return entraError(700016);
  if (!form.get('client_secret')) return entraError(7000218);
  if (form.get('client_secret') !== client.secret) return entraError(7000215);
  const grantType = form.get('grant_type');
  if (grantType === 'authorization_code') return exchangeCode(world, form, tenant);
  if (grantType === 'refresh_token') return refresh(world, form, tenant);
  return entraError(grantType === null ? 900144 : 70003);
}

function exchangeCode(world: World, form: URLSearchParams, tenant: string): Reply {
  const text = form.get('code');
  if (!text) return entraError(900144);
  if (world.oauth.wasTaken(text)) return entraError(54005);
  const code = world.oauth.takeCode(text);
  if (!code) return entraError(world.oauth.wasTaken(text) ? 70008 : 70000);
  if (form.get('redirect_uri') !== code.redirectUri) return entraError(500112);
  if (code.challenge && !verifies(form.get('code_verifier') ?? '', code.challenge)) return entraError(501481);
  const { grant, scopes, withRefreshToken, nonce } = code;
  return tokens(world, { grant, scopes, form, tenant, withRefreshToken, nonce });
}

/** The old refresh token stays good: https://learn.microsoft.com/entra/identity-platform/refresh-tokens#token-lifetime */
function refresh(world: World, form: URLSearchParams, tenant: string): Reply {
  const text = form.get('refresh_token');
  if (!text) return entraError(900144);
  const fate = world.oauth.fateOf(text);
  if (fate === 'revoked') return entraError(50173);
  if (fate === 'expired') return entraError(700082);
  const token = world.oauth.refreshToken(text);
  if (!token) return entraError(70000);
  const asked = parseScopes(form.get('scope') ?? '');
  const beyond = asked.some((scope) => !isIdentityScope(scope) && !token.scopes.includes(scope));
  if (beyond) return entraError(65001);
  const withRefreshToken = world.settings.rotateRefreshTokens;
  return tokens(world, { grant: token.grant, scopes: token.scopes, form, tenant, withRefreshToken });
}

interface Issue {
  grant: Grant<Account>;
  scopes: string[];
  form: URLSearchParams;
  tenant: string;
  withRefreshToken: boolean;
  nonce?: string;
}

function tokens(world: World, { grant, scopes, form, tenant, withRefreshToken, nonce }: Issue): Reply {
  const { oauth, settings, clock, client } = world;
  if (!admits(tenant, grant.account)) return entraError(50020);
  const lifetime = settings.accessTokenLifetime;
  const refreshable = withRefreshToken && !settings.withholdRefreshToken;
  const idToken = { account: grant.account, clientId: client.id, now: clock.now(), scopes, nonce };
  return json(200, {
    token_type: 'Bearer',
    scope: tellScopes(scopes, settings.scopeSpelling),
    expires_in: lifetime,
    ext_expires_in: lifetime,
    access_token: oauth.issueAccessToken(grant, scopes, lifetime),
    ...(refreshable && { refresh_token: oauth.issueRefreshToken(grant, scopes) }),
    ...(scopes.includes('openid') && { id_token: idTokenOf(idToken) }),
    ...clientInfoOf(grant.account, form),
  });
}
