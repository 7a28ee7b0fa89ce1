import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Context } from '@slack/bolt';
import { Clock } from '../../common/clock';
import { membersOf } from '../../common/foreign-json';
import { WorkspaceRepository } from '../workspace/workspace.repository';
import { Workspaces } from '../workspace/workspaces';
import { SlackApp } from './slack-app';

const REMOVED = 'The app was removed from this workspace in Slack. Install it again to go on.';
const REVOKED = 'Slack has withdrawn the app’s access to this workspace. Install it again to go on.';

/**
 * Ends installations that Slack says are over. Such events come in any order, also after the app was installed again:
 * what happened before an installation does not concern it. https://docs.slack.dev/reference/events/app_uninstalled,
 * https://docs.slack.dev/reference/events/tokens_revoked
 */
@Injectable()
export class Uninstalling implements OnModuleInit {
  private readonly logger = new Logger('Slack');

  constructor(
    private readonly slack: SlackApp,
    private readonly workspaces: Workspaces,
    private readonly rows: WorkspaceRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const { app } = this.slack;
    app.event('app_uninstalled', ({ body, context }) => this.end(context, body.event_time, REMOVED));
    app.event('tokens_revoked', ({ event, body, context }) =>
      this.end(context, body.event_time, REVOKED, botsIn(event)),
    );
  }

  /** @param bots whose tokens are gone; tokens of people do not matter here */
  private async end(context: Context, eventTime: unknown, reason: string, bots?: unknown[]): Promise<void> {
    const { isEnterpriseInstall, enterpriseId, teamId } = context;
    const id = isEnterpriseInstall ? enterpriseId : teamId;
    const workspace = (await this.workspaces.at({ teamId: id }))[0];
    if (!workspace || (bots && !bots.includes(workspace.botUserId ?? ''))) return;
    const ended = await this.rows.endByEvent(workspace.id, this.instantOf(eventTime), reason);
    const facts = { integrationId: workspace.id, eventTime };
    if (ended) this.logger.warn({ ...facts, reason }, 'workspace switched off');
    else this.logger.log(facts, 'the end of an earlier installation, or one that is over already');
  }

  /** The instant of an event, which Slack gives in seconds since 1970; now, if it gives none. */
  private instantOf(eventTime: unknown): Date {
    const instant = new Date(typeof eventTime === 'number' ? eventTime * 1000 : NaN);
    return Number.isNaN(instant.getTime()) ? this.clock.now() : instant;
  }
}

function botsIn(event: unknown): unknown[] {
  const { bot } = membersOf(membersOf(event).tokens);
  return Array.isArray(bot) ? bot : [];
}
