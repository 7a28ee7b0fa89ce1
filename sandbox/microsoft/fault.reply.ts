import { StatusEffect } from '../simulator/fault';
import { json, Reply } from '../simulator/reply';
import { aadstsNumber, AadstsNumber, entraError } from './entra.error';
import { graphError, GraphErrorCode } from './graph.error';
import { isEntra, RequestKind } from './request.kind';

const USUAL_CODE: Readonly<Record<number, GraphErrorCode>> = {
  400: 'ErrorInvalidRequest',
  401: 'InvalidAuthenticationToken',
  403: 'ErrorAccessDenied',
  404: 'ErrorItemNotFound',
  410: 'SyncStateNotFound',
  429: 'ApplicationThrottled',
  503: 'ServiceUnavailable',
  504: 'UnknownError',
};
const USUAL_NUMBER: Readonly<Record<number, AadstsNumber>> = { 400: 50173, 401: 7000215, 429: 90055 };

/** The ordered error in Microsoft's words: `AADSTS50076` (or `invalid_client`) at Entra, `ErrorAccessDenied` at Graph. */
export function faultReply(effect: StatusEffect, kind: RequestKind): Reply {
  const { status, reason, body, headers = {} } = effect;
  const reply = body === undefined ? errorReply(status, reason, kind) : json(status, body);
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

function errorReply(status: number, reason: string | undefined, kind: RequestKind): Reply {
  if (!isEntra(kind)) return graphError(reason ?? USUAL_CODE[status] ?? 'InternalServerError', { status });
  const known = reason === undefined ? undefined : aadstsNumber(reason);
  const error = known === undefined && reason !== undefined ? { error: reason } : {};
  return entraError(known ?? USUAL_NUMBER[status] ?? 90033, { status, ...error });
}
