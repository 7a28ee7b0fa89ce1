import { ApiRequest, bearerOf } from '../simulator/api.request';
import { Refusal } from '../simulator/reply';
import { Account } from './account.directory';
import { graphError, GraphErrorCode } from './graph.error';
import { CALENDAR_SCOPES } from './scope';
import { World } from './world';

/** The account whose live access token the request carries, provided that the token has one of the scopes. */
export function authenticate(
  { oauth }: World,
  request: ApiRequest,
  accepted: readonly string[],
  otherwise: GraphErrorCode,
): Account {
  const text = bearerOf(request);
  const token = oauth.accessToken(text ?? '');
  if (!token) {
    const message = text === undefined ? 'Access token is empty.' : undefined;
    throw new Refusal(graphError('InvalidAuthenticationToken', { message }));
  }
  if (!token.scopes.some((scope) => accepted.includes(scope))) throw new Refusal(graphError(otherwise));
  return token.grant.account;
}

/** The same for Outlook, which wants a mailbox beside the permission. */
export function mailboxOf(world: World, request: ApiRequest): Account {
  const account = authenticate(world, request, CALENDAR_SCOPES, 'ErrorAccessDenied');
  if (!account.hasMailbox) throw new Refusal(graphError('MailboxNotEnabledForRESTAPI'));
  return account;
}
