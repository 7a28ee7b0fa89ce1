import { StatusEffect } from '../simulator/fault';
import { json, Reply } from '../simulator/reply';
import { RequestKind } from './api.request';
import { apiError, ErrorReason, isErrorReason, oauthError } from './google.error';

const USUAL_REASON: Readonly<Record<number, ErrorReason>> = {
  400: 'badRequest',
  401: 'authError',
  403: 'rateLimitExceeded',
  404: 'notFound',
  410: 'fullSyncRequired',
  429: 'rateLimitExceeded',
};
const USUAL_OAUTH_ERROR: Readonly<Record<number, string>> = {
  400: 'invalid_grant',
  401: 'invalid_client',
  403: 'access_denied',
  429: 'rate_limit_exceeded',
};

/** The ordered error, in the words that Google has for it on this kind of endpoint. */
export function faultReply(effect: StatusEffect, kind: RequestKind): Reply {
  const { status, reason, body, headers = {} } = effect;
  const reply = body === undefined ? errorReply(status, reason, kind) : json(status, body);
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

function errorReply(status: number, reason: string | undefined, kind: RequestKind): Reply {
  if (kind === 'token' || kind === 'revoke') {
    const error = reason ?? USUAL_OAUTH_ERROR[status] ?? 'internal_failure';
    return oauthError(
      status,
      error,
      error === 'invalid_grant' ? 'Token has been expired or revoked.' : error,
    );
  }
  const known =
    reason !== undefined && isErrorReason(reason) ? reason : (USUAL_REASON[status] ?? 'backendError');
  return apiError(known, { status });
}
