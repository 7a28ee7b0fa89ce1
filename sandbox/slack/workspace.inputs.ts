import { slackId } from './slack.id';
import { Channel, ChannelInput, SlackUser, UserInput, Workspace, WorkspaceInput } from './workspace';

/** The workspace that is described, still empty. */
export function newWorkspace(input: WorkspaceInput): Workspace {
  const { name, id = slackId('T', name), domain = slugOf(name) } = input;
  const enterprise = input.enterprise
    ? { id: input.enterprise.id ?? slackId('E', input.enterprise.name), name: input.enterprise.name }
    : null;
  // In an organisation the app is one and the same bot everywhere.
  const home = enterprise?.id ?? id;
  const bot = { userId: slackId('U', `bot ${home}`), botId: slackId('B', home) };
  return { id, name, domain, enterprise, bot, users: new Map(), channels: new Map() };
}

export function newUser(input: UserInput, teamId: string): SlackUser {
  const { name, handle = slugOf(name), timeZone = 'Europe/Berlin', deleted = false, isBot = false } = input;
  const email = input.email ?? `${handle}@example.com`;
  const id = input.id ?? slackId('U', `${teamId} ${email}`);
  return { id, teamId, handle, name, email, timeZone, deleted, isBot };
}

export function newChannel(input: ChannelInput, teamId: string): Channel {
  const { name, id = slackId('C', `${teamId} ${name}`), isArchived = false, botIsMember = true } = input;
  return { id, teamId, name, user: null, isArchived, botIsMember };
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
