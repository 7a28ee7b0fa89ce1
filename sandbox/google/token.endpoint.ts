import { ApiRequest } from '../simulator/api.request';
import { Grant } from '../simulator/oauth.store';
import { verifies } from '../simulator/pkce';
import { json, Reply } from '../simulator/reply';
import { Account } from './account.directory';
import { oauthError } from './google.error';
import { idTokenOf } from './id.token';
import { World } from './world';

/** `POST /token`: https://developers.google.com/identity/protocols/oauth2/web-server#exchange-authorization-code */
export function issueTokens(world: World, { form }: ApiRequest): Reply {
  const { client } = world;
  if (form.get('client_id') !== client.id) {
    return oauthError(401, 'invalid_client', 'The OAuth client was not found.');
  }
  if (form.get('client_secret') !== client.secret) return oauthError(401, 'invalid_client', 'Unauthorized');
  const grantType = form.get('grant_type');
  if (grantType === 'authorization_code') return exchangeCode(world, form);
  if (grantType === 'refresh_token') return refresh(world, form);
  return oauthError(400, 'unsupported_grant_type', `Invalid grant_type: ${grantType}`);
}

function exchangeCode(world: World, form: URLSearchParams): Reply {
  const text = form.get('code');
  if (!text) return oauthError(400, 'invalid_request', 'Missing required parameter: code');
  if (!text.startsWith('4/')) return oauthError(400, 'invalid_grant', 'Malformed auth code.');
  const code = world.oauth.takeCode(text);
  if (!code) return oauthError(400, 'invalid_grant', 'Bad Request');
  if (form.get('redirect_uri') !== code.redirectUri)
    return oauthError(400, 'redirect_uri_mismatch', 'Bad Request');
  const verifier = form.get('code_verifier');
  if (code.challenge && verifier === null) return oauthError(400, 'invalid_grant', 'Missing code verifier.');
  if (code.challenge && !verifies(verifier ?? '', code.challenge)) {
    return oauthError(400, 'invalid_grant', 'Invalid code verifier.');
  }
  return tokens(world, code.grant, code.scopes, code.withRefreshToken);
}

/** Google does not rotate: the answer has no refresh token, and the old one goes on, unless a setting says otherwise. */
function refresh(world: World, form: URLSearchParams): Reply {
  const text = form.get('refresh_token');
  if (!text) return oauthError(400, 'invalid_request', 'Missing required parameter: refresh_token');
  const token = world.oauth.refreshToken(text);
  if (!token) return oauthError(400, 'invalid_grant', 'Token has been expired or revoked.');
  const rotate = world.settings.rotateRefreshTokens;
  if (rotate) world.oauth.dropRefreshToken(text);
  return tokens(world, token.grant, token.scopes, rotate);
}

function tokens(
  { oauth, settings, clock, client }: World,
  grant: Grant<Account>,
  scopes: string[],
  withRefreshToken: boolean,
): Reply {
  const lifetime = settings.accessTokenLifetime;
  const refreshable = withRefreshToken && !settings.withholdRefreshToken;
  return json(200, {
    access_token: oauth.issueAccessToken(grant, scopes, lifetime),
    expires_in: lifetime,
    ...(refreshable && { refresh_token: oauth.issueRefreshToken(grant, scopes) }),
    scope: scopes.join(' '),
    token_type: 'Bearer',
    ...(scopes.includes('openid') && { id_token: idTokenOf(grant.account, client.id, clock.now()) }),
  });
}
