import { DEAD_TOKEN } from '../workspace/dead-token';

const USER_GONE = new Set([
  'user_not_found',
  'users_not_found',
  'user_disabled',
  'user_not_visible',
  'cannot_dm_bot',
  'channel_not_found',
]);

/** These refusals are temporary, and nothing was posted. */
const PASSING = new Set([
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'service_unavailable',
  'request_timeout',
  'accesslimited',
  'org_login_required',
  'team_added_to_org',
]);

/** Of these Slack itself says that "some aspect of the operation" may have succeeded. */
const UNCERTAIN = new Set(['fatal_error', 'internal_error']);

export type RefusalKind = 'token_dead' | 'user_gone' | 'passing' | 'uncertain' | 'final';

/**
 * What Slack's word for a refused message means for this message and for later ones.
 * @see https://docs.slack.dev/reference/methods/chat.postMessage#errors
 */
export function kindOfRefusal(word: string): RefusalKind {
  if (DEAD_TOKEN.has(word)) return 'token_dead';
  if (USER_GONE.has(word)) return 'user_gone';
  if (PASSING.has(word)) return 'passing';
  return UNCERTAIN.has(word) || !isWord(word) ? 'uncertain' : 'final';
}

/** Slack's client takes a body that is not JSON, such as half an answer, for Slack's word. */
function isWord(text: string): boolean {
  return /^[a-z][a-z0-9_]{1,80}$/.test(text);
}
