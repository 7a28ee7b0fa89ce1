import { Account } from './account.directory';
import { ApiRequest } from './api.request';
import { apiError, Refusal } from './google.error';
import { World } from './world';

/** The account whose live access token the request carries, provided that the token has one of the scopes. */
export function authenticate(
  { oauth }: World,
  { headers }: ApiRequest,
  accepted: readonly string[],
): Account {
  const text = bearerOf(headers.authorization);
  if (text === undefined) throw new Refusal(apiError('required'));
  const token = oauth.accessToken(text);
  if (!token) throw new Refusal(apiError('authError'));
  if (!token.scopes.some((scope) => accepted.includes(scope)))
    throw new Refusal(apiError('insufficientPermissions'));
  return token.grant.account;
}

export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
}
