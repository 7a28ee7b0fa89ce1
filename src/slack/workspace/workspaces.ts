import { Injectable, Logger } from '@nestjs/common';
import { FallbackWorkspace } from './fallback-workspace';
import { idsOf, type Place } from './place';
import type { SlackIntegration } from './slack-integration.entity';
import { WorkspaceRepository } from './workspace.repository';

/** The workspaces in which the app is installed, and those in which it was. */
@Injectable()
export class Workspaces {
  private readonly logger = new Logger(Workspaces.name);

  constructor(
    private readonly rows: WorkspaceRepository,
    private readonly fallback: FallbackWorkspace,
  ) {}

  /**
   * The installation that serves a place: the team's own, else its organisation's. Where `SLACK_BOT_TOKEN` may serve,
   * Slack is asked once which workspace it belongs to.
   * @returns undefined where the app is not installed, or not any more
   */
  async serving(place: Place): Promise<SlackIntegration | undefined> {
    const usable = await this.usableAt(place);
    if (usable || !(await this.fallback.revive(idsOf(place)))) return usable;
    return this.usableAt(place);
  }

  /** All installations of a place, active or not; the one to use comes first. */
  async at(place: Place): Promise<SlackIntegration[]> {
    return this.rows.at(place);
  }

  /**
   * Switches off an installation that Slack says is over, and destroys its token.
   * @param read the workspace as it was when its token was used: a new installation is left alone
   * @param reason in words for people
   */
  async deactivate(read: Pick<SlackIntegration, 'id' | 'installedAt'>, reason: string): Promise<void> {
    if (await this.rows.end(read, reason)) {
      this.logger.warn({ integrationId: read.id, reason }, 'workspace switched off');
    }
  }

  private async usableAt(place: Place): Promise<SlackIntegration | undefined> {
    for (const workspace of await this.rows.at(place)) {
      if (!workspace.isActive) return undefined;
      if (workspace.botTokenBox !== null) return workspace;
      if ((await this.fallback.tokenFor(workspace.workspaceId)) !== undefined) return workspace;
      await this.deactivate(workspace, 'SLACK_BOT_TOKEN is not the token of this workspace any more.');
    }
    return undefined;
  }
}
