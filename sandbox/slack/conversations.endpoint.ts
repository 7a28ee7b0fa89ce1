import { ApiRequest } from '../simulator/api.request';
import { openToken, sealToken } from '../simulator/opaque.token';
import { Reply } from '../simulator/reply';
import { Arguments } from './arguments';
import { authenticate, requireScope } from './bearer';
import { JsonObject } from './json.value';
import { messageToWire } from './message.wire';
import { directMessages, reachChannel, reachUser } from './reach';
import { ok, slackError } from './slack.error';
import { Channel } from './workspace';
import { World } from './world';

/** `conversations.open`: the direct messages with one user; the app of a product has no use for groups. */
export function openConversation(world: World, request: ApiRequest): Reply {
  const caller = authenticate(world, request, 'im:write');
  const args = new Arguments(request);
  const users = (args.text('users') ?? '').split(',').filter((id) => id !== '');
  if (users.length === 0) return slackError('users_list_not_supplied');
  if (users.length > 1) return slackError('method_not_supported_for_channel_type');
  const user = reachUser(world, caller, users[0] ?? '');
  const known = world.directory.workspace(user.teamId).channels.size;
  const channel = directMessages(world, user);
  const opened = world.directory.workspace(user.teamId).channels.size > known;
  return ok({
    ...(!opened && { no_op: true, already_open: true }),
    channel: args.flag('return_im') ? channelToWire(channel) : { id: channel.id },
  });
}

/** `conversations.info` */
export function showConversation(world: World, request: ApiRequest): Reply {
  const caller = authenticate(world, request);
  const channel = reachChannel(world, caller, new Arguments(request).text('channel') ?? '');
  requireScope(caller, channel.user === null ? 'channels:read' : 'im:read');
  return ok({ channel: channelToWire(channel) });
}

/** `conversations.history`: newest first, without what only one user sees, and with metadata only when asked for. */
export function listHistory(world: World, request: ApiRequest): Reply {
  const caller = authenticate(world, request);
  const args = new Arguments(request);
  const channel = reachChannel(world, caller, args.text('channel') ?? '');
  requireScope(caller, channel.user === null ? 'channels:history' : 'im:history');
  if (!channel.botIsMember) return slackError('not_in_channel');
  const found = world.messages
    .all()
    .filter((message) => message.channel === channel.id && !message.deleted && message.ephemeralTo === null)
    .filter(({ ts }) => isWithin(args, Number(ts)))
    .reverse();
  const cursor = args.text('cursor');
  const from = cursor ? openToken(cursor)?.from : 0;
  if (typeof from !== 'number') return slackError('invalid_cursor');
  const end = from + Math.min(Math.max(Number(args.text('limit') ?? 100), 1), 999);
  const more = end < found.length;
  return ok({
    messages: found
      .slice(from, end)
      .map((message) => messageToWire(world, message, args.flag('include_all_metadata'))),
    has_more: more,
    pin_count: 0,
    ...(more && { response_metadata: { next_cursor: sealToken({ from: end }) } }),
  });
}

function isWithin(args: Arguments, ts: number): boolean {
  const oldest = Number(args.text('oldest') ?? 0);
  const latest = Number(args.text('latest') ?? Infinity);
  if (args.flag('inclusive')) return ts >= oldest && ts <= latest;
  return ts > oldest && ts < latest;
}

function channelToWire({ id, name, user, isArchived, botIsMember }: Channel): JsonObject {
  const common = { id, is_archived: isArchived, is_im: user !== null, is_channel: user === null };
  return user === null ? { ...common, name, is_member: botIsMember } : { ...common, user, is_open: true };
}
