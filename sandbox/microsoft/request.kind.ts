export type RequestKind =
  | 'authorize'
  | 'token'
  | 'metadata'
  | 'me'
  | 'calendars'
  | 'calendar'
  | 'calendarView'
  | 'delta'
  | 'event'
  | 'other';

const PATHS: readonly [RegExp, RequestKind][] = [
  [/^\/[^/]+\/oauth2\/v2\.0\/authorize$/, 'authorize'],
  [/^\/[^/]+\/oauth2\/v2\.0\/token$/, 'token'],
  [/^\/[^/]+\/(discovery\/v2\.0\/keys|v2\.0\/\.well-known\/openid-configuration)$/, 'metadata'],
  [/^\/v1\.0\/me$/, 'me'],
  [/^\/v1\.0\/me\/calendars$/, 'calendars'],
  [/^\/v1\.0\/me\/calendars\/[^/]+$/, 'calendar'],
  [/^\/v1\.0\/me(\/calendars\/[^/]+)?\/calendarView$/, 'calendarView'],
  [/^\/v1\.0\/me(\/calendars\/[^/]+)?\/calendarView\/delta$/, 'delta'],
  [/^\/v1\.0\/me\/events\/[^/]+$/, 'event'],
];

/** Which of Microsoft's methods a path stands for. */
export function kindOf(path: string): RequestKind {
  return PATHS.find(([pattern]) => pattern.test(path))?.[1] ?? 'other';
}

/** Entra speaks OAuth's errors, Graph its own. */
export function isEntra(kind: RequestKind): boolean {
  return kind === 'authorize' || kind === 'token' || kind === 'metadata';
}
