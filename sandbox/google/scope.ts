const PREFIX = 'https://www.googleapis.com/auth/';

/** The long names under which Google returns two of the identity scopes. */
const LONG_NAMES: Readonly<Record<string, string>> = {
  email: `${PREFIX}userinfo.email`,
  profile: `${PREFIX}userinfo.profile`,
};
const IDENTITY = new Set(['openid', ...Object.values(LONG_NAMES)]);

/** Any one of these opens the method. */
export const CALENDAR_LIST_SCOPES = ['', '.readonly', '.calendarlist', '.calendarlist.readonly'].map(
  (name) => `${PREFIX}calendar${name}`,
);
export const EVENT_SCOPES = [
  ...['', '.readonly', '.events', '.events.readonly', '.events.owned', '.events.owned.readonly'],
  ...['.events.freebusy', '.events.public.readonly', '.app.created'],
].map((name) => `${PREFIX}calendar${name}`);

/** The scopes of a space-separated list, each once, by the names under which Google grants them. */
export function parseScopes(scope: string): string[] {
  return [
    ...new Set(
      scope
        .split(' ')
        .filter(Boolean)
        .map((name) => LONG_NAMES[name] ?? name),
    ),
  ];
}

/** Identity scopes come with the sign-in; the user can untick only the others. */
export function isIdentityScope(scope: string): boolean {
  return IDENTITY.has(scope);
}
