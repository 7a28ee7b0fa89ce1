import { newChannel, newUser, newWorkspace } from './workspace.inputs';
import { Site } from './site';
import { Channel, SlackUser, Workspace, WorkspaceInput } from './workspace';
import { slackId } from './slack.id';

/** Which workspaces there are, who is in them, and what was said where between whom. */
export class WorkspaceDirectory {
  private readonly byId = new Map<string, Workspace>();
  private readonly sites = new Map<string, Site>();

  workspaces(): Workspace[] {
    return [...this.byId.values()];
  }

  /** Adds a workspace, or adds users and channels to one that exists; a user of the same id is replaced. */
  seed(input: WorkspaceInput): Workspace {
    const fresh = newWorkspace(input);
    const workspace = this.byId.get(fresh.id) ?? fresh;
    this.byId.set(workspace.id, workspace);
    const { enterprise } = workspace;
    this.addSite({ email: workspace.id, team: workspace, enterprise });
    if (enterprise) this.addSite({ email: enterprise.id, team: null, enterprise });
    for (const each of input.users ?? []) {
      const user = newUser(each, workspace.id);
      workspace.users.set(user.id, user);
    }
    for (const each of input.channels ?? []) {
      const channel = newChannel(each, workspace.id);
      workspace.channels.set(channel.id, channel);
    }
    return workspace;
  }

  /** What has the id of a workspace or of an organisation. */
  account(id: string): Site {
    const site = this.sites.get(id);
    if (!site) throw new RangeError(`No workspace or organisation ${id}`);
    return site;
  }

  workspace(id: string): Workspace {
    const workspace = this.byId.get(id);
    if (!workspace) throw new RangeError(`No workspace ${id}`);
    return workspace;
  }

  /** The workspaces that an installation reaches. */
  workspacesOf({ team, enterprise }: Site): Workspace[] {
    if (team) return [team];
    return this.workspaces().filter((workspace) => workspace.enterprise?.id === enterprise?.id);
  }

  user(id: string): SlackUser {
    const user = this.workspaces()
      .map(({ users }) => users.get(id))
      .find((found) => found !== undefined);
    if (!user) throw new RangeError(`No user ${id}`);
    return user;
  }

  channel(id: string): Channel {
    const channel = this.workspaces()
      .map(({ channels }) => channels.get(id))
      .find((found) => found !== undefined);
    if (!channel) throw new RangeError(`No channel ${id}`);
    return channel;
  }

  /** The direct messages between the app and a user, opened if need be. */
  directMessages({ id: user, teamId }: SlackUser): Channel {
    const { channels } = this.workspace(teamId);
    const id = slackId('D', user);
    const known = channels.get(id);
    if (known) return known;
    const opened = { id, teamId, name: 'directmessage', user, isArchived: false, botIsMember: true };
    channels.set(id, opened);
    return opened;
  }

  private addSite(site: Site): void {
    if (!this.sites.has(site.email)) this.sites.set(site.email, site);
  }
}
