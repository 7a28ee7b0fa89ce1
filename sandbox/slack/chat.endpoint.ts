import { ApiRequest } from '../simulator/api.request';
import { Reply } from '../simulator/reply';
import { Arguments } from './arguments';
import { authenticate } from './bearer';
import { readContent, wholeContent } from './message.arguments';
import { messageToWire } from './message.wire';
import { reachChannel, reachForPosting } from './reach';
import { ok, rateLimited, slackError } from './slack.error';
import { StoredMessage } from './message';
import { World } from './world';

/** `chat.postMessage`. Nothing tells a repeated call from a new one: it posts twice. */
export function postMessage(world: World, request: ApiRequest): Reply {
  const caller = authenticate(world, request, 'chat:write');
  const args = new Arguments(request);
  const { id: channel, teamId } = reachForPosting(world, caller, args.text('channel') ?? '');
  const content = wholeContent(readContent(args));
  if (world.settings.limitPosts && !world.posts.admits(channel)) return rateLimited();
  const origin = 'chat.postMessage';
  const threadTs = args.text('thread_ts') ?? null;
  const message = world.messages.add({ ...content, channel, teamId, origin, threadTs, ephemeralTo: null });
  return ok({ channel, ts: message.ts, message: messageToWire(world, message, true) });
}

/** `chat.postEphemeral`: only one user sees it, and no method finds it again. */
export function postEphemeral(world: World, request: ApiRequest): Reply {
  const caller = authenticate(world, request, 'chat:write');
  const args = new Arguments(request);
  const channel = reachForPosting(world, caller, args.text('channel') ?? '');
  const user = args.text('user') ?? '';
  const sees = channel.user === null ? world.directory.workspace(channel.teamId).users.has(user) : false;
  if (!sees && channel.user !== user) return slackError('user_not_in_channel');
  const content = wholeContent(readContent(args));
  const { ts } = world.messages.add({
    ...content,
    channel: channel.id,
    teamId: channel.teamId,
    origin: 'chat.postEphemeral',
    threadTs: args.text('thread_ts') ?? null,
    ephemeralTo: user,
  });
  return ok({ message_ts: ts });
}

/** `chat.update`. What is not named stays, and a text may be a tenth as long as in a new message. */
export function updateMessage(world: World, request: ApiRequest): Reply {
  const caller = authenticate(world, request, 'chat:write');
  const args = new Arguments(request);
  const message = ownMessage(world, reachChannel(world, caller, args.text('channel') ?? '').id, args);
  if (!message) return slackError('message_not_found');
  if ((args.text('text') ?? '').length > 4_000) return slackError('msg_too_long');
  world.messages.update(message, wholeContent({ ...contentOf(message), ...readContent(args) }));
  const { channel, ts, text } = message;
  return ok({ channel, ts, text, message: messageToWire(world, message, true) });
}

/** `chat.delete` */
export function deleteMessage(world: World, request: ApiRequest): Reply {
  const caller = authenticate(world, request, 'chat:write');
  const args = new Arguments(request);
  const message = ownMessage(world, reachChannel(world, caller, args.text('channel') ?? '').id, args);
  if (!message) return slackError('message_not_found');
  message.deleted = true;
  return ok({ channel: message.channel, ts: message.ts });
}

function ownMessage({ messages }: World, channel: string, args: Arguments): StoredMessage | undefined {
  const message = messages.find(channel, args.text('ts') ?? '');
  return message?.ephemeralTo === null ? message : undefined;
}

function contentOf({ text, blocks, attachments, metadata }: StoredMessage) {
  return { text, blocks, attachments, metadata };
}
