/** An Enterprise Grid organisation: several workspaces, into all of which an app can be installed at once. */
export interface Enterprise {
  readonly id: string;
  readonly name: string;
}

/** What Slack calls a team. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  /** `acme` of `acme.slack.com`. */
  readonly domain: string;
  readonly enterprise: Enterprise | null;
  readonly bot: Bot;
  readonly users: Map<string, SlackUser>;
  /** Channels and, once opened, the direct messages between the app and a user. */
  readonly channels: Map<string, Channel>;
}

/** The app as a member of a workspace. */
export interface Bot {
  readonly userId: string;
  readonly botId: string;
}

export interface SlackUser {
  readonly id: string;
  readonly teamId: string;
  /** Without the @. */
  readonly handle: string;
  readonly name: string;
  readonly email: string;
  /** IANA. */
  readonly timeZone: string;
  readonly deleted: boolean;
  readonly isBot: boolean;
}

export interface Channel {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  /** Whose direct messages with the app these are. */
  readonly user: string | null;
  readonly isArchived: boolean;
  readonly botIsMember: boolean;
}

export interface WorkspaceInput {
  name: string;
  /** Default: made from the name. */
  id?: string;
  domain?: string;
  enterprise?: { name: string; id?: string };
  users?: UserInput[];
  channels?: ChannelInput[];
}

export interface UserInput {
  name: string;
  /** Default: made from the workspace and the e-mail. */
  id?: string;
  email?: string;
  handle?: string;
  /** Default Europe/Berlin. */
  timeZone?: string;
  deleted?: boolean;
  isBot?: boolean;
}

export interface ChannelInput {
  name: string;
  id?: string;
  isArchived?: boolean;
  /** True by default. */
  botIsMember?: boolean;
}
