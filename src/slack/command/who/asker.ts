import type { User } from '../../../accounts/users/user.entity';
import type { SlackIntegration } from '../../workspace/slack-integration.entity';

export type Workspace = Pick<SlackIntegration, 'id' | 'workspaceName'>;

/** A Slack user who is linked to one of our users. */
export interface LinkedAsker {
  kind: 'linked';
  workspace: Workspace;
  user: User;
}

/** A person who asks in Slack, as far as we know them. */
export type Asker =
  | LinkedAsker
  | { kind: 'unlinked'; workspace: Workspace }
  /** The app is not, or not any more, installed where they ask. */
  | { kind: 'uninstalled' };

/** A viewer may look and change nothing. */
export function mayWrite({ user }: LinkedAsker): boolean {
  return user.role !== 'viewer';
}
