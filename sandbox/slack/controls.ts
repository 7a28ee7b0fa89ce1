import { CommonControls, ConsentOrder, Done } from '../simulator/common.controls';
import { Targets } from './app.registration';
import { TokenEnd } from './installations';
import { StoredMessage } from './message';
import { RequestKind } from './request.kind';
import { ReceivedResponse } from './response.urls';
import { Settings } from './settings';
import { StoredView } from './view';
import { WorkspaceInput } from './workspace';

/**
 * The orders that the simulator takes. `POST /_control/<name>` with the argument as JSON answers with the result.
 *
 * | order                              | what it does                                                              |
 * |------------------------------------|---------------------------------------------------------------------------|
 * | reset                              | forgets workspaces, messages, installations, settings, faults, clock, log |
 * | clock                              | fixes the simulator's now, or lets it run again                           |
 * | settings                           | changes standing switches, answers with all of them                       |
 * | targets                            | says where the service listens; a reset does not forget it                |
 * | seedWorkspaces                     | adds workspaces, or users and channels to a workspace                     |
 * | authorize                          | what a user would do on the consent page, without a browser               |
 * | install                            | installs the app without OAuth, answers with the bot token                |
 * | grants, revokeGrant                | where the app is installed; it is not any more, and nobody is told        |
 * | expireAccessTokens                 | makes bot tokens answer token_expired                                     |
 * | endToken                           | makes a bot token answer token_revoked, or another error                  |
 * | messages                           | all that was written, who sees it, and what it said before                |
 * | views                              | the modals that are, or were, open                                        |
 * | responses                          | what came in on response_urls                                             |
 * | addFault, clearFaults              | errors, throttling and network damage for requests to come                |
 * | release                            | lets go of the requests that the fault `hold` holds                       |
 * | requests, clearRequests            | what was asked of Slack, how often, how many at a time                    |
 *
 * What the common orders call `email` is here the id of a workspace or organisation; `authorize` alone means a person.
 * What makes Slack call the service stands in Deliveries.
 */
export interface Controls extends CommonControls<RequestKind, Settings> {
  authorize(order: InstallOrder): { location: string };
  targets(changes: Partial<Targets>): Targets;
  seedWorkspaces(order: { workspaces: WorkspaceInput[] }): { workspaces: SeededWorkspace[] };
  install(order: { site: string; scopes?: string[] }): { token: string };
  endToken(order: { site: string; error?: TokenEnd }): Done;
  messages(order: MessageQuery): { messages: SeenMessage[] };
  views(order: { user?: string; open?: boolean }): { views: StoredView[] };
  responses(order: { user?: string }): { responses: ReceivedResponse[] };
}

export interface InstallOrder extends Omit<ConsentOrder, 'grantedScopes'> {
  /** The id of whoever installs; default: the user with `email`, else the one seeded first. */
  user?: string;
  /** For the whole organisation. */
  orgWide?: boolean;
}

/** What is left out does not matter. */
export interface MessageQuery {
  team?: string;
  /** Only what this user sees. */
  user?: string;
  channel?: string;
  deleted?: boolean;
}

/** A message with the users who see it: none once it is deleted. */
export type SeenMessage = StoredMessage & { visibleTo: string[] };

export interface SeededWorkspace {
  id: string;
  name: string;
  enterpriseId: string | null;
  botUserId: string;
  users: { id: string; name: string; email: string }[];
  channels: { id: string; name: string }[];
}
