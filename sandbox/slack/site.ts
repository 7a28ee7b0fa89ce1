import { Enterprise, Workspace } from './workspace';

/** What an app is installed into: a workspace, or an organisation with all of its workspaces. */
export interface Site {
  /** Its id. The simulators' common parts know the owner of a token by this name; Slack's bot tokens have no person. */
  readonly email: string;
  /** Null: the whole organisation. */
  readonly team: Workspace | null;
  readonly enterprise: Enterprise | null;
}
