import { Installation } from './installations';
import { refusal } from './slack.error';
import { Channel, SlackUser, Workspace } from './workspace';
import { World } from './world';

/** The user, if the installation reaches them. */
export function reachUser(world: World, installation: Installation, id: string): SlackUser {
  const user = workspaces(world, installation)
    .map(({ users }) => users.get(id))
    .find((found) => found !== undefined);
  if (!user) throw refusal('user_not_found');
  return user;
}

/** The channel by its id, if the installation reaches it. */
export function reachChannel(world: World, installation: Installation, id: string): Channel {
  const channel = workspaces(world, installation)
    .map(({ channels }) => channels.get(id))
    .find((found) => found !== undefined);
  if (!channel) throw refusal('channel_not_found');
  return channel;
}

/** Where a message for `address` goes: a channel's id or `#name`, or a user's id for their direct messages. */
export function reachForPosting(world: World, installation: Installation, address: string): Channel {
  const channel = addressed(world, installation, address);
  if (channel.isArchived) throw refusal('is_archived');
  const open = channel.botIsMember || installation.scopes.has('chat:write.public');
  if (!open) throw refusal('not_in_channel');
  if (channel.user !== null && !world.settings.messagesTab) throw refusal('messages_tab_disabled');
  return channel;
}

function addressed(world: World, installation: Installation, address: string): Channel {
  const name = address.replace(/^#/, '');
  for (const { channels, users } of workspaces(world, installation)) {
    const user = users.get(address);
    if (user) return directMessages(world, user);
    const channel =
      channels.get(address) ??
      [...channels.values()].find((each) => each.user === null && each.name === name);
    if (channel) return channel;
  }
  throw refusal('channel_not_found');
}

/** The direct messages with a user, opened if need be; nobody writes to bots and to those who left. */
export function directMessages({ directory }: World, user: SlackUser): Channel {
  if (user.deleted) throw refusal('user_disabled');
  if (user.isBot) throw refusal('cannot_dm_bot');
  return directory.directMessages(user);
}

function workspaces({ directory }: World, { site }: Installation): Workspace[] {
  return directory.workspacesOf(site);
}
