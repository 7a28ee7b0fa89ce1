export const REQUEST_KINDS = ['authorize', 'token', 'revoke', 'calendarList', 'events', 'other'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** Which of Google's methods a path stands for. */
export function kindOf(path: string): RequestKind {
  if (path === '/o/oauth2/v2/auth') return 'authorize';
  if (path === '/token') return 'token';
  if (path === '/revoke') return 'revoke';
  if (path === '/calendar/v3/users/me/calendarList') return 'calendarList';
  return /^\/calendar\/v3\/calendars\/[^/]+\/events$/.test(path) ? 'events' : 'other';
}
