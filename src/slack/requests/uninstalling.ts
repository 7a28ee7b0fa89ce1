import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Context } from '@slack/bolt';
import { WorkspaceRepository } from '../workspace/workspace.repository';
import { Workspaces } from '../workspace/workspaces';
import { SlackApp } from './slack-app';

const REMOVED = 'The app was removed from this workspace in Slack. Install it again to go on.';
const REVOKED = 'Slack has withdrawn the app’s access to this workspace. Install it again to go on.';

/**
 * Ends installations that Slack says are over. It says so in no order, sometimes after the app was installed anew: what
 * happened before an installation does not concern it.
 * https://docs.slack.dev/reference/events/app_uninstalled, https://docs.slack.dev/reference/events/tokens_revoked
 */
@Injectable()
export class Uninstalling implements OnModuleInit {
  private readonly logger = new Logger('Slack');

  constructor(
    private readonly slack: SlackApp,
    private readonly workspaces: Workspaces,
    private readonly rows: WorkspaceRepository,
  ) {}

  onModuleInit(): void {
    const { app } = this.slack;
    app.event('app_uninstalled', ({ body, context }) => this.end(context, body.event_time, REMOVED));
    app.event('tokens_revoked', ({ event, body, context }) =>
      this.end(context, body.event_time, REVOKED, event.tokens.bot ?? []),
    );
  }

  /** @param bots whose tokens are gone; those of people are nothing to us */
  private async end(context: Context, eventTime: number, reason: string, bots?: string[]): Promise<void> {
    const { isEnterpriseInstall, enterpriseId, teamId } = context;
    const id = isEnterpriseInstall ? enterpriseId : teamId;
    const workspace = (await this.workspaces.at({ teamId: id }))[0];
    if (!workspace || (bots && !bots.includes(workspace.botUserId ?? ''))) return;
    const ended = await this.rows.endByEvent(workspace.id, new Date(eventTime * 1000), reason);
    const facts = { integrationId: workspace.id, eventTime };
    if (ended) this.logger.warn({ ...facts, reason }, 'workspace switched off');
    else this.logger.log(facts, 'the end of an earlier installation, or one that is over already');
  }
}
