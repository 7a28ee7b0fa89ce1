import { Refusal } from '../simulator/reply';
import { showAnswer } from './answer';
import { targetOf } from './app.registration';
import { Arguments } from './arguments';
import { commandText } from './command.text';
import { Delivery, post } from './courier';
import { isObject, parseJson } from './json.value';
import { StoredMessage } from './message';
import { installedTeamOf } from './sender';
import { Forgery, signedRequest } from './signed.request';
import { Channel, SlackUser } from './workspace';
import { World } from './world';

/** A slash command that a user types. */
export interface CommandOrder {
  /** The user's id. */
  user: string;
  /** What is typed behind the command; Slack escapes some of it. */
  text?: string;
  /** Default: the app's own, `/time`. */
  command?: string;
  /** The id of a channel; default: the user's direct messages with the app. */
  channel?: string;
  forge?: Forgery;
}

/** A command that was sent, and what the user saw of it. */
export interface CommandDelivery extends Delivery {
  triggerId: string;
  responseUrl: string;
  /** What the answer shows; null when it is empty. */
  message: StoredMessage | null;
}

/** Sends a command and shows its answer: https://docs.slack.dev/interactivity/implementing-slash-commands */
export async function deliverCommand(world: World, order: CommandOrder): Promise<CommandDelivery> {
  const { app, clock, directory, settings, triggers, responseUrls } = world;
  const user = directory.user(order.user);
  const channel =
    order.channel === undefined ? directory.directMessages(user) : directory.channel(order.channel);
  const triggerId = triggers.issue({ userId: user.id, viewId: null });
  const path = responseUrls.issue('commands', { channel, userId: user.id, original: null });
  const responseUrl = world.url + path;
  const command = order.command ?? app.command;
  const workspace = directory.workspace(user.teamId);
  const text = commandText(order.text ?? '', workspace, settings.escapeNames);
  const form = { command, text, response_url: responseUrl, trigger_id: triggerId };
  const body = new URLSearchParams({ ...placeOf(world, user, channel), ...form }).toString();
  const draft = {
    url: targetOf(app, 'commandsUrl'),
    contentType: 'application/x-www-form-urlencoded',
    body,
  } as const;
  const delivery = await post(signedRequest(app, clock.now(), draft, order.forge), settings.answerWithin);
  // A reset while the service was thinking: there is nobody left to show anything to.
  const forgotten = world.directory !== directory;
  const replacement = responseUrls.targetOf(path)?.replacement;
  const place = { channel, userId: user.id, command };
  const shown = (): StoredMessage | null =>
    replacement === undefined
      ? showReply(world, place, delivery)
      : (world.messages.find(channel.id, replacement ?? '') ?? null);
  const message = forgotten ? null : shown();
  if (message) responseUrls.setOriginal(path, message.ts);
  return { ...delivery, triggerId, responseUrl, message };
}

/** All is text here: `is_enterprise_install` is "true" or "false", unlike in interactions. */
function placeOf(world: World, user: SlackUser, channel: Channel): Record<string, string> {
  const { app, directory } = world;
  const { id, domain, enterprise } = directory.workspace(user.teamId);
  return {
    token: app.verificationToken,
    team_id: id,
    team_domain: domain,
    ...(enterprise && { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: user.id,
    user_name: user.handle,
    api_app_id: app.id,
    is_enterprise_install: String(installedTeamOf(world, user) === null),
  };
}

/** Nothing, a text, or a message as JSON; whatever else comes, or too late, the user is told that it failed. */
function showReply(
  world: World,
  place: { channel: Channel; userId: string; command: string },
  { status, body, problem }: Delivery,
): StoredMessage | null {
  const fail = (error: string): StoredMessage => {
    const text = `${place.command} failed with the error "${error}"`;
    return showAnswer(world, place, Arguments.of({ text }), 'slack');
  };
  if (problem === 'http_timeout') return fail('operation_timeout');
  if (status !== 200) return fail('dispatch_failed');
  if (body.trim() === '') return null;
  const content = parseJson(body);
  if (isObject(content) && Object.keys(content).length === 0) return null;
  try {
    const answer = isObject(content) ? content : { text: body };
    return showAnswer(world, place, Arguments.of(answer), 'command');
  } catch (error) {
    if (error instanceof Refusal) return fail('invalid_command_response');
    throw error;
  }
}
