import { Settings } from './settings';

const GRAPH = 'https://graph.microsoft.com/';
const IDENTITY = new Set(['openid', 'profile', 'email', 'offline_access']);

/** Any one of these opens Outlook's calendars. */
export const CALENDAR_SCOPES = ['Read', 'ReadBasic', 'ReadWrite', 'Read.Shared', 'ReadWrite.Shared'].map(
  (name) => `Calendars.${name}`,
);
export const USER_SCOPES = ['User.Read', 'User.ReadWrite', 'User.ReadBasic.All', 'User.Read.All'];

/** What a consent page says of the scopes that somebody may ask for. */
export const SCOPE_WORDS: Readonly<Record<string, string>> = {
  'Calendars.Read': 'See your calendars and events',
  'Calendars.ReadBasic': 'See when your events are',
  'Calendars.ReadWrite': 'See, change and delete your calendars and events',
  'Calendars.Read.Shared': 'See calendars and events that others share with you',
  'Calendars.ReadWrite.Shared': 'See and change calendars and events that others share with you',
  'User.Read': 'Sign you in and see your profile',
};

/** The scopes of a space-separated list, each once, without Graph's prefix, which may be in any case. */
export function parseScopes(scope: string): string[] {
  const names = scope
    .split(' ')
    .filter(Boolean)
    .map((name) => (name.toLowerCase().startsWith(GRAPH) ? name.slice(GRAPH.length) : name));
  const known = [...CALENDAR_SCOPES, ...USER_SCOPES, ...IDENTITY];
  return [...new Set(names.map((name) => known.find((one) => isSameScope(one, name)) ?? name))];
}

/** Identity scopes come with the sign-in. */
export function isIdentityScope(scope: string): boolean {
  return IDENTITY.has(scope);
}

export function isSameScope(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** `scope` of a token answer. It never holds `offline_access`, though a refresh token may come with it. */
export function tellScopes(scopes: readonly string[], spelling: Settings['scopeSpelling']): string {
  return scopes
    .filter((scope) => scope !== 'offline_access')
    .map((scope) => {
      if (isIdentityScope(scope) || spelling === 'plain') return scope;
      return spelling === 'prefixed' ? GRAPH + scope : `https://Graph.Microsoft.com/${scope.toLowerCase()}`;
    })
    .join(' ');
}
