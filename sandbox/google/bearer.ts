import { ApiRequest, bearerOf } from '../simulator/api.request';
import { Refusal } from '../simulator/reply';
import { Account } from './account.directory';
import { apiError } from './google.error';
import { World } from './world';

/** The account whose live access token the request carries, provided that the token has one of the scopes. */
export function authenticate({ oauth }: World, request: ApiRequest, accepted: readonly string[]): Account {
  const text = bearerOf(request);
  if (text === undefined) throw new Refusal(apiError('required'));
  const token = oauth.accessToken(text);
  if (!token) throw new Refusal(apiError('authError'));
  if (!token.scopes.some((scope) => accepted.includes(scope)))
    throw new Refusal(apiError('insufficientPermissions'));
  return token.grant.account;
}
