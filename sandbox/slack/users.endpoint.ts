import { DateTime } from 'luxon';
import { ApiRequest } from '../simulator/api.request';
import { Reply } from '../simulator/reply';
import { Arguments } from './arguments';
import { authenticate } from './bearer';
import { Installation } from './installations';
import { JsonObject } from './json.value';
import { reachUser } from './reach';
import { ok, slackError } from './slack.error';
import { SlackUser } from './workspace';
import { World } from './world';

/** `users.info` */
export function showUser(world: World, request: ApiRequest): Reply {
  const caller = authenticate(world, request, 'users:read');
  const user = reachUser(world, caller, new Arguments(request).text('user') ?? '');
  return ok({ user: userToWire(world, user, caller) });
}

/** `users.lookupByEmail`: those who have left are not found. */
export function lookUpUser(world: World, request: ApiRequest): Reply {
  const caller = authenticate(world, request, 'users:read.email');
  const email = new Arguments(request).required('email').toLowerCase();
  const user = world.directory
    .workspacesOf(caller.site)
    .flatMap(({ users }) => [...users.values()])
    .find((each) => !each.deleted && each.email.toLowerCase() === email);
  return user ? ok({ user: userToWire(world, user, caller) }) : slackError('users_not_found');
}

/** https://docs.slack.dev/reference/objects/user-object; the address is shown only to apps that may see it. */
function userToWire({ clock }: World, user: SlackUser, { scopes }: Installation): JsonObject {
  const { id, teamId, handle, name, email, timeZone, deleted, isBot } = user;
  const [first_name = '', ...rest] = name.split(' ');
  const there = DateTime.fromMillis(clock.now(), { zone: timeZone, locale: 'en-US' });
  const profile = {
    real_name: name,
    real_name_normalized: name,
    display_name: handle,
    first_name,
    last_name: rest.join(' '),
    ...(scopes.has('users:read.email') && { email }),
    team: teamId,
  };
  const common = { id, team_id: teamId, name: handle, deleted, profile, is_bot: isBot, is_app_user: false };
  // Of those who have left Slack tells little more than the name.
  if (deleted) return common;
  return {
    ...common,
    real_name: name,
    tz: timeZone,
    tz_label: there.offsetNameLong,
    tz_offset: there.offset * 60,
    is_admin: false,
    is_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    updated: Math.floor(clock.now() / 1_000),
  };
}
