import { randomUUID } from 'node:crypto';
import { json, Reply } from '../simulator/reply';

interface Problem {
  status: number;
  message: string;
}

/** https://learn.microsoft.com/graph/errors, and what Outlook says beyond it. */
const PROBLEMS = {
  InvalidAuthenticationToken: { status: 401, message: 'Lifetime validation failed, the token is expired.' },
  ErrorAccessDenied: { status: 403, message: 'Access is denied. Check credentials and try again.' },
  Authorization_RequestDenied: { status: 403, message: 'Insufficient privileges to complete the operation.' },
  ErrorItemNotFound: { status: 404, message: 'The specified object was not found in the store.' },
  MailboxNotEnabledForRESTAPI: {
    status: 404,
    message: 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
  },
  ResourceNotFound: { status: 404, message: 'Resource could not be discovered.' },
  ErrorInvalidIdMalformed: { status: 400, message: 'Id is malformed.' },
  ErrorInvalidRequest: { status: 400, message: 'Your request is invalid.' },
  ErrorInvalidParameter: {
    status: 400,
    message:
      'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.',
  },
  ErrorInvalidUrlQuery: {
    status: 400,
    message: "A query parameter is not supported with change tracking over the 'CalendarView' resource.",
  },
  ErrorCalendarViewRangeTooBig: { status: 400, message: 'The requested range was more than 1825 days.' },
  TimeZoneNotSupportedException: { status: 400, message: 'A valid TimeZone value must be specified.' },
  SyncStateInvalid: { status: 400, message: 'Badly formed token.' },
  SyncStateNotFound: {
    status: 410,
    message: 'The sync state generation is not found; continuing would be in an inconsistent state.',
  },
  resyncRequired: {
    status: 410,
    message: 'Resync required. Replace any local items with the server version.',
  },
  BadRequest: { status: 400, message: 'Resource not found for the segment.' },
  ApplicationThrottled: { status: 429, message: 'Application is over its MailboxConcurrency limit.' },
  TooManyRequests: { status: 429, message: 'Too many requests.' },
  InternalServerError: { status: 500, message: 'The server failed to process the request.' },
  ServiceUnavailable: { status: 503, message: 'The service is unavailable.' },
  UnknownError: { status: 504, message: '' },
} satisfies Record<string, Problem>;

export type GraphErrorCode = keyof typeof PROBLEMS;

interface Overrides {
  status?: number;
  message?: string;
  headers?: Record<string, string>;
}

/** Graph's error envelope, with what the code implies unless overridden; codes that nobody here knows are fine too. */
export function graphError(code: GraphErrorCode | (string & {}), overrides: Overrides = {}): Reply {
  const usual: Problem = isKnown(code) ? PROBLEMS[code] : { status: 400, message: code };
  const requestId = randomUUID();
  const innerError = {
    date: new Date().toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': requestId,
  };
  const error = { code, message: overrides.message ?? usual.message, innerError };
  return json(overrides.status ?? usual.status, { error }, { 'request-id': requestId, ...overrides.headers });
}

function isKnown(code: string): code is GraphErrorCode {
  return Object.hasOwn(PROBLEMS, code);
}
