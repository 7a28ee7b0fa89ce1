import { StatusEffect } from '../simulator/fault';
import { json, Reply } from '../simulator/reply';
import { RequestKind } from './request.kind';
import { rateLimited, slackError } from './slack.error';

/** The ordered error in Slack's words: `{ status: 200, reason: 'invalid_auth' }` is its usual way to refuse. */
export function faultReply(effect: StatusEffect, kind: RequestKind): Reply {
  const { status, reason, body, headers = {} } = effect;
  const reply = body === undefined ? errorReply(status, reason, kind) : json(status, body);
  // Clients of Slack fall over a 429 that does not say when to come back, and it always says so.
  const always: Record<string, string> = status === 429 ? { 'retry-after': '1' } : {};
  return { ...reply, headers: { ...always, ...reply.headers, ...headers } };
}

function errorReply(status: number, reason: string | undefined, kind: RequestKind): Reply {
  if (status === 429) return rateLimited();
  if (kind === 'response_url') {
    return { status, headers: { 'content-type': 'text/plain' }, body: reason ?? 'server_error' };
  }
  return { ...slackError(reason ?? 'internal_error'), status };
}
