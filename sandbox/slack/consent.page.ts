import { AuthorizationProblem } from '../simulator/authorization.problem';
import { askedFor, consentPage, esc, page, scopeInWords } from '../simulator/consent.page';
import { scopesIn } from './authorization';
import { Workspace } from './workspace';

const SCOPE_WORDS: Readonly<Record<string, string>> = {
  commands: 'Add shortcuts and slash commands that people can use',
  'chat:write': 'Send messages as the app',
  'im:write': 'Start direct messages with people',
  'im:history': 'View messages in direct messages that the app has been added to',
  'users:read': 'View people in the workspace',
  'users:read.email': 'View e-mail addresses of people in the workspace',
};

/** The question to the user: in which workspace and as whom, or for the whole organisation, yes or no. */
export function slackConsentPage(params: URLSearchParams, workspaces: Workspace[]): string {
  // `team` preselects: the base prefers whoever is named as login_hint, and else the first.
  const team = params.get('team');
  const sorted = workspaces.toSorted((a, b) => Number(b.id === team) - Number(a.id === team));
  const asked = askedFor(
    'It will be able to',
    scopesIn(params).map((scope) => `<label>${scopeInWords(scope, SCOPE_WORDS)}</label>`),
  );
  return consentPage({
    title: 'Add the app to (simulated) Slack',
    params,
    accounts: sorted.flatMap(waysIn),
    asked,
    allow: 'Allow',
  });
}

export function problemPage({ code, message }: AuthorizationProblem): string {
  return page('Something went wrong', `<p>${esc(message)}</p><p class="note">Error: ${code}</p>`);
}

/** A person in the workspace, and that person for the whole organisation: `T…/U…` and `E…/U…`. */
function waysIn({ id, name, enterprise, users }: Workspace): { email: string; name: string }[] {
  const people = [...users.values()].filter(({ deleted, isBot }) => !deleted && !isBot);
  return people.flatMap((user) => [
    { email: `${id}/${user.id}`, name: `${user.name} in ${name}` },
    ...(enterprise
      ? [{ email: `${enterprise.id}/${user.id}`, name: `${user.name} for all of ${enterprise.name}` }]
      : []),
  ]);
}
