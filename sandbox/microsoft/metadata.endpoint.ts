import { ApiRequest } from '../simulator/api.request';
import { json, Reply } from '../simulator/reply';
import { entraError } from './entra.error';
import { originOf } from './link';
import { publishedKeys } from './signing.key';
import { isKnownTenant } from './tenant';
import { World } from './world';

/** `GET /{tenant}/v2.0/.well-known/openid-configuration`; the issuer is the real one, as it stands in the id tokens. */
export function showConfiguration(world: World, request: ApiRequest): Reply {
  const { tenant = '' } = request.params;
  if (!isKnownTenant(world, tenant)) return entraError(90002);
  const here = `${originOf(request)}/${tenant}`;
  const issuer = world.directory.isTenant(tenant) ? tenant : '{tenantid}';
  return json(200, {
    issuer: `https://login.microsoftonline.com/${issuer}/v2.0`,
    authorization_endpoint: `${here}/oauth2/v2.0/authorize`,
    token_endpoint: `${here}/oauth2/v2.0/token`,
    end_session_endpoint: `${here}/oauth2/v2.0/logout`,
    jwks_uri: `${here}/discovery/v2.0/keys`,
    response_modes_supported: ['query'],
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
  });
}

/** `GET /{tenant}/discovery/v2.0/keys` */
export function showKeys(): Reply {
  return json(200, publishedKeys());
}
