import { JsonObject } from './json.value';

/** What an app writes. */
export interface MessageContent {
  /** As it was sent: `&`, `<` and `>` are escaped in it. */
  text: string;
  blocks: JsonObject[];
  attachments: JsonObject[];
  metadata: JsonObject | null;
}

/** How a message came to be; `slack`: Slackbot says that a command failed. */
export type MessageOrigin = 'chat.postMessage' | 'chat.postEphemeral' | 'command' | 'response_url' | 'slack';

export interface StoredMessage extends MessageContent {
  readonly ts: string;
  readonly channel: string;
  readonly teamId: string;
  readonly origin: MessageOrigin;
  readonly threadTs: string | null;
  /** The only user who sees it; null: everybody in the channel. */
  readonly ephemeralTo: string | null;
  /** When it was changed, in the form of a `ts`. */
  editedAt: string | null;
  deleted: boolean;
  /** What it said before, oldest first. */
  earlier: MessageContent[];
}
