import { Client } from '../simulator/client';

/** Where the service listens for Slack; what is not set is not called. */
export interface Targets {
  commandsUrl: string | null;
  interactionsUrl: string | null;
  eventsUrl: string | null;
}

/** What the app's page at api.slack.com says of it. */
export interface AppRegistration {
  id: string;
  name: string;
  /** With the slash: `/time`. */
  command: string;
  client: Client;
  signingSecret: string;
  /** The token in every delivery, from before there were signatures. */
  verificationToken: string;
  targets: Targets;
}

/** Where a kind of delivery goes. @throws RangeError when nobody has said */
export function targetOf({ targets }: AppRegistration, kind: keyof Targets): string {
  const url = targets[kind];
  if (url === null) throw new RangeError(`${kind} is not set: tell with the options or the order "targets"`);
  return url;
}
