import {
  AccessTokenRejected,
  CalendarGone,
  CursorExpired,
  ProviderUnavailable,
  RateLimited,
  ReauthorizationRequired,
} from '../calendars/provider/provider-errors';
import type { Problem } from '../common/errors/problem';
import type { GraphRefusal } from './graph.refusal';

/** What was asked for, as far as it changes what a refusal means: `round` is the first request of a delta round. */
export type Asked = 'calendars' | 'round' | 'view' | 'link' | 'event';

/** This calendar offers no delta rounds: its window has to be read as a whole. */
export class DeltaRefused extends ProviderUnavailable {}

/** The one event that was asked for is not there, or not ours to see. */
export class EventNotShown extends ProviderUnavailable {}

/** https://learn.microsoft.com/graph/delta-query-overview#synchronization-reset; Outlook's codes come in several cases. */
const FORGOTTEN = ['syncstatenotfound', 'syncstateinvalid', 'resyncrequired'];
/** https://learn.microsoft.com/graph/throttling */
const THROTTLED = ['applicationthrottled', 'toomanyrequests', 'errortoomanyrequests', 'errorserverbusy'];
const NO_MAILBOX = ['mailboxnotenabledforrestapi', 'mailboxnotsupportedforrestapi', 'mailboxnothosted'];
const NO_SCOPE = [
  'invalidauthenticationtoken',
  'insufficientscope',
  'insufficientpermissions',
  'insufficient_claims',
];

const IN_NO_CLOUD = 'This Microsoft account has no mailbox in the cloud, so there is no calendar to read.';
const NO_PERMISSION = 'Microsoft no longer lets us read the calendars. Connect the account again.';

/**
 * What a failed data request means, by status and error code, never by the words around them:
 * https://learn.microsoft.com/graph/errors
 */
export function toDataError(refusal: GraphRefusal, asked: Asked): Problem {
  const { status, retryAfterSeconds } = refusal;
  if (status === 401) return new AccessTokenRejected();
  if (status === 429 || has(refusal, THROTTLED)) return new RateLimited(retryAfterSeconds);
  if (has(refusal, NO_MAILBOX)) return withoutMailbox(asked);
  if (isForgotten(refusal, asked)) return new CursorExpired();
  if (status === 403) return forbidden(refusal, asked);
  if (status === 404 || status === 410) return notShown(refusal, asked);
  if (asked === 'round' && [400, 405, 501].includes(status) && refusal.codes.length > 0)
    return new DeltaRefused();
  // A server that says when to come back is busy; one that does not is broken.
  const busy = status >= 500 && retryAfterSeconds !== undefined;
  return busy ? new RateLimited(retryAfterSeconds) : new ProviderUnavailable();
}

/** Of a link that we were given, "gone" and "malformed" say the same: begin anew, the one way out that cannot loop. */
function isForgotten(refusal: GraphRefusal, asked: Asked): boolean {
  if (asked === 'calendars' || asked === 'event') return false;
  return has(refusal, FORGOTTEN) || refusal.status === 410 || (asked === 'link' && refusal.status === 400);
}

function forbidden(refusal: GraphRefusal, asked: Asked): Problem {
  // Outlook has one code for both, but a user may always list their own calendars: there the permission is missing.
  const noScope = has(refusal, NO_SCOPE) || (asked === 'calendars' && refusal.codes.length > 0);
  return noScope ? new ReauthorizationRequired(NO_PERMISSION) : notShown(refusal, asked);
}

/** Without a code it was not Graph that spoke, but something on the way to it. */
function notShown({ codes }: GraphRefusal, asked: Asked): Problem {
  if (codes.length === 0 || asked === 'calendars') return new ProviderUnavailable();
  return asked === 'event' ? new EventNotShown() : new CalendarGone();
}

/** On premises, or without a licence: https://learn.microsoft.com/graph/resolve-auth-errors */
function withoutMailbox(asked: Asked): Problem {
  return asked === 'calendars' ? new ProviderUnavailable(IN_NO_CLOUD) : new CalendarGone(IN_NO_CLOUD);
}

function has({ codes }: GraphRefusal, wanted: readonly string[]): boolean {
  return codes.some((code) => wanted.includes(code));
}
