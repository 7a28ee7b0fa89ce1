import { json, Reply } from '../simulator/reply';

interface Reason {
  status: number;
  message: string;
  domain?: string;
  location?: { locationType: 'header' | 'parameter'; location: string };
  /** Where the text beside the code differs from that of the inner error. */
  outerMessage?: string;
  outerStatus?: string;
}

const sync = (message: string, status: number): Reason => ({
  status,
  message,
  domain: 'calendar',
  location: { locationType: 'parameter', location: 'syncToken' },
});

/** https://developers.google.com/workspace/calendar/api/guides/errors */
const REASONS = {
  badRequest: { status: 400, message: 'Bad Request' },
  invalid: { status: 400, message: 'Invalid Value' },
  required: {
    status: 401,
    message: 'Login Required.',
    location: { locationType: 'header', location: 'Authorization' },
  },
  timeRangeEmpty: {
    status: 400,
    message: 'The specified time range is empty.',
    domain: 'calendar',
    location: { locationType: 'parameter', location: 'timeMax' },
  },
  syncTokenWithRequestRestrictions: sync('Sync token cannot be used with other request restrictions.', 400),
  fullSyncRequired: sync('Sync token is no longer valid, a full sync is required.', 410),
  updatedMinTooLongAgo: {
    status: 410,
    message: 'The requested minimum modification time lies too far in the past.',
    domain: 'calendar',
    location: { locationType: 'parameter', location: 'updatedMin' },
  },
  authError: {
    status: 401,
    message: 'Invalid Credentials',
    location: { locationType: 'header', location: 'Authorization' },
  },
  insufficientPermissions: {
    status: 403,
    message: 'Insufficient Permission',
    outerMessage: 'Request had insufficient authentication scopes.',
    outerStatus: 'PERMISSION_DENIED',
  },
  rateLimitExceeded: { status: 403, message: 'Rate Limit Exceeded', domain: 'usageLimits' },
  userRateLimitExceeded: { status: 403, message: 'User Rate Limit Exceeded', domain: 'usageLimits' },
  quotaExceeded: { status: 403, message: 'Calendar usage limits exceeded.', domain: 'usageLimits' },
  forbidden: { status: 403, message: 'Forbidden' },
  notACalendarUser: {
    status: 403,
    message: 'The user must be signed up for Google Calendar.',
    domain: 'calendar',
  },
  notFound: { status: 404, message: 'Not Found' },
  backendError: { status: 503, message: 'Backend Error' },
} satisfies Record<string, Reason>;

export type ErrorReason = keyof typeof REASONS;

interface Overrides {
  status?: number;
  message?: string;
  /** The parameter to blame. */
  about?: string;
}

/** The calendar API's error envelope, with what the reason implies unless overridden. */
export function apiError(reason: ErrorReason, overrides: Overrides = {}): Reply {
  const {
    status: usual,
    message: text,
    domain = 'global',
    location,
    outerMessage,
    outerStatus,
  }: Reason = REASONS[reason];
  const blamed =
    overrides.about === undefined ? location : { locationType: 'parameter', location: overrides.about };
  const status = overrides.status ?? usual;
  const message = overrides.message ?? text;
  const error = {
    errors: [{ domain, reason, message, ...blamed }],
    code: status,
    message: outerMessage ?? message,
    ...(outerStatus && { status: outerStatus }),
  };
  return json(status, { error });
}

/** What the token and revocation endpoints answer when they refuse: https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
export function oauthError(status: number, error: string, description: string): Reply {
  return json(status, { error, error_description: description });
}

export function isErrorReason(reason: string): reason is ErrorReason {
  return Object.hasOwn(REASONS, reason);
}
