import { AuthorizationProblem } from '../simulator/authorization.problem';
import { isRegistered } from '../simulator/client';
import { challengeOf } from '../simulator/pkce';
import { redirectLocation } from '../simulator/redirect.location';
import { SlackUser } from './workspace';
import { World } from './world';

/** What a user says on the consent page. */
export type Decision = { deny: true } | { deny?: false; user: SlackUser; orgWide: boolean };

/** https://docs.slack.dev/authentication/installing-with-oauth */
export function checkAuthorization({ client }: World, params: URLSearchParams): void {
  if (params.get('client_id') !== client.id) {
    throw new AuthorizationProblem('invalid_client_id', 'Invalid client_id parameter');
  }
  const redirectUri = params.get('redirect_uri') ?? client.redirectUris[0];
  if (redirectUri === undefined || !isRegistered(redirectUri, client)) {
    throw new AuthorizationProblem(
      'bad_redirect_uri',
      `redirect_uri did not match any configured URIs. Passed URI: ${redirectUri ?? 'none'}`,
    );
  }
  if (scopesIn(params).length === 0)
    throw new AuthorizationProblem('invalid_scope', 'No scopes requested: the scope parameter is missing');
}

/** Slack separates them by commas, and takes spaces. */
export function scopesIn(params: URLSearchParams): string[] {
  return (params.get('scope') ?? '').split(/[, ]+/).filter((scope) => scope !== '');
}

/** Carries out the decision and returns where Slack would send the browser. */
export function decide(world: World, params: URLSearchParams, decision: Decision): string {
  const named = params.get('redirect_uri');
  const redirectUri = named ?? world.client.redirectUris[0] ?? '';
  const answer = decision.deny ? { error: 'access_denied' } : install(world, params, decision, redirectUri);
  const request = new URLSearchParams(params);
  request.set('redirect_uri', redirectUri);
  return redirectLocation(request, answer);
}

function install(
  { oauth, installations, directory, client }: World,
  params: URLSearchParams,
  { user, orgWide }: { user: SlackUser; orgWide: boolean },
  redirectUri: string,
): Record<string, string> {
  const { enterprise } = directory.workspace(user.teamId);
  if (orgWide && !enterprise) throw new RangeError(`${user.teamId} is in no organisation`);
  const site = directory.account(orgWide ? (enterprise?.id ?? '') : user.teamId);
  const scopes = scopesIn(params);
  const code = oauth.issueCode({
    grant: oauth.widenGrant(site, client.id, scopes),
    scopes,
    redirectUri,
    challenge: challengeOf(params),
    withRefreshToken: false,
  });
  const namedRedirect = params.has('redirect_uri');
  installations.noteInstaller(code, { userId: user.id, namedRedirect, scopes });
  return { code };
}
