import { commonControls, DONE } from '../simulator/common.controls';
import { checkAuthorization, decide } from './authorization';
import { Controls, InstallOrder, SeededWorkspace } from './controls';
import { seenBy } from './visibility';
import { SlackUser, Workspace } from './workspace';
import { World } from './world';

/** All that this product asks for, so that a test need not say it. */
const USUAL_SCOPES = ['commands', 'chat:write', 'im:write', 'im:history', 'users:read', 'users:read.email'];

/** Carries out orders on a world. A RangeError says what does not exist or makes no sense. */
export function controlsOf(world: World): Controls {
  return {
    ...commonControls(world),
    targets: (changes) => Object.assign(world.app.targets, changes),
    seedWorkspaces: ({ workspaces }) => ({
      workspaces: workspaces.map((input) => told(world.directory.seed(input))),
    }),
    authorize({ authUrl, deny, orgWide = false, ...who }) {
      const params = new URL(authUrl).searchParams;
      checkAuthorization(world, params);
      if (deny) return { location: decide(world, params, { deny: true }) };
      return { location: decide(world, params, { user: installerOf(world, params, who), orgWide }) };
    },
    install({ site, scopes = USUAL_SCOPES }) {
      const { oauth, directory, client, installations } = world;
      return { token: installations.tokenFor(oauth.widenGrant(directory.account(site), client.id, scopes)) };
    },
    endToken({ site, error = 'token_revoked' }) {
      const { oauth, directory, client, installations } = world;
      const grant = oauth.grantOf(directory.account(site), client.id);
      const token = grant && installations.tokenOf(grant);
      if (token === undefined) throw new RangeError(`The app has no token for ${site}`);
      installations.end(token, error);
      return DONE;
    },
    messages: ({ team, user, channel, deleted }) => ({
      messages: world.messages
        .all()
        .map((message) => ({ ...message, visibleTo: seenBy(world.directory, message) }))
        .filter(
          (message) =>
            (team === undefined || message.teamId === team) &&
            (user === undefined || message.visibleTo.includes(user)) &&
            (channel === undefined || message.channel === channel) &&
            (deleted === undefined || message.deleted === deleted),
        ),
    }),
    views: ({ user, open }) => ({
      views: world.views
        .all()
        .filter((view) => (user === undefined || view.userId === user) && (open ?? view.open) === view.open),
    }),
    responses: ({ user }) => ({
      responses: world.responseUrls.received.filter(({ userId }) => user === undefined || userId === user),
    }),
  };
}

function installerOf(
  { directory }: World,
  params: URLSearchParams,
  { user, email }: Pick<InstallOrder, 'user' | 'email'>,
): SlackUser {
  if (user !== undefined) return directory.user(user);
  const team = params.get('team');
  const people = directory
    .workspaces()
    .filter(({ id }) => team === null || id === team)
    .flatMap(({ users }) => [...users.values()]);
  const found = people.find((person) => email === undefined || person.email === email);
  if (!found) throw new RangeError(`No user ${email ?? 'at all'}`);
  return found;
}

function told({ id, name, enterprise, bot, users, channels }: Workspace): SeededWorkspace {
  return {
    id,
    name,
    enterpriseId: enterprise?.id ?? null,
    botUserId: bot.userId,
    users: [...users.values()].map((user) => ({ id: user.id, name: user.name, email: user.email })),
    channels: [...channels.values()]
      .filter(({ user }) => user === null)
      .map((c) => ({ id: c.id, name: c.name })),
  };
}
