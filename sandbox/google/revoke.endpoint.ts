import { ApiRequest } from '../simulator/api.request';
import { json, Reply } from '../simulator/reply';
import { oauthError } from './google.error';
import { World } from './world';

/** `POST /revoke`: the token, access or refresh, in the query or the form; with it goes all that its grant ever gave. */
export function revokeToken({ oauth }: World, { query, form }: ApiRequest): Reply {
  const text = query.get('token') ?? form.get('token');
  if (!text) return oauthError(400, 'invalid_request', 'Missing required parameter: token');
  const token = oauth.accessToken(text) ?? oauth.refreshToken(text);
  if (!token) return oauthError(400, 'invalid_token', 'Token expired or revoked');
  oauth.revoke(token.grant);
  return json(200, {});
}
