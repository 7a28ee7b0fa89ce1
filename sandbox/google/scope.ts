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

/** What a consent page says of the scopes that somebody may ask for. */
export const SCOPE_WORDS: Readonly<Record<string, string>> = {
  [`${PREFIX}calendar`]: 'See, change and delete your calendars and events',
  [`${PREFIX}calendar.readonly`]: 'See your calendars and events',
  [`${PREFIX}calendar.events`]: 'See and change your events',
  [`${PREFIX}calendar.events.readonly`]: 'See your events',
  [`${PREFIX}calendar.calendarlist`]: 'See and change the list of your calendars',
  [`${PREFIX}calendar.calendarlist.readonly`]: 'See the list of your calendars',
};

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
