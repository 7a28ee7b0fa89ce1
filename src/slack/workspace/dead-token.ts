/**
 * Slack's words for a token that is dead for good: a new one comes with a new installation.
 * @see https://docs.slack.dev/reference/methods/auth.test#errors
 */
export const DEAD_TOKEN: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
]);
