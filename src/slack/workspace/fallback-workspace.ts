import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { type AuthTestResponse, WebAPIPlatformError } from '@slack/web-api';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock';
import { slackConfig } from '../../config/slack.config';
import { DEAD_TOKEN } from './dead-token';
import { SlackTransport } from './slack-transport';
import { type Installation, WorkspaceRepository } from './workspace.repository';

/**
 * The one workspace that `SLACK_BOT_TOKEN` belongs to; Slack says which. It has a row like the others, so that people
 * can be bound to it, but the token stays in the environment.
 */
@Injectable()
export class FallbackWorkspace {
  private readonly logger = new Logger(FallbackWorkspace.name);
  /** The workspace of the token; undefined until Slack has said which. */
  private known?: string;
  private asking?: Promise<string | undefined>;

  constructor(
    @Inject(slackConfig.KEY) private readonly config: ConfigType<typeof slackConfig>,
    private readonly transport: SlackTransport,
    private readonly workspaces: WorkspaceRepository,
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The token, if it serves this workspace. Slack is asked once, and again if it gave no answer. */
  async tokenFor(workspaceId: string): Promise<string | undefined> {
    if (this.config.botToken === undefined) return undefined;
    return (this.known ?? (await this.ask())) === workspaceId ? this.config.botToken : undefined;
  }

  /**
   * Adds the row of the token's workspace or makes it active again, if it is one of these and the token is alive.
   * @returns whether it did
   */
  async revive(workspaceIds: string[]): Promise<boolean> {
    if (this.config.botToken === undefined) return false;
    if (this.known !== undefined && !workspaceIds.includes(this.known)) return false;
    const workspaceId = await this.ask();
    return workspaceId !== undefined && workspaceIds.includes(workspaceId);
  }

  /** Callers at the same time share one answer. @returns undefined when the token is dead */
  private async ask(): Promise<string | undefined> {
    this.asking ??= this.lookUp().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async lookUp(): Promise<string | undefined> {
    this.known = undefined;
    const answer = await this.test();
    if (!answer) return undefined;
    const installation = installationIn(answer, this.clock.now());
    const { workspaceId } = installation;
    const [present] = await this.workspaces.at({ teamId: workspaceId });
    // Somebody may have installed the app there properly.
    if (!present?.isActive) {
      await this.workspaces.install(this.database.manager, installation);
      this.logger.log({ workspaceId }, 'SLACK_BOT_TOKEN serves a workspace');
    }
    return (this.known = workspaceId);
  }

  private async test(): Promise<AuthTestResponse | undefined> {
    try {
      return await this.transport.client(this.config.botToken).auth.test();
    } catch (error) {
      if (!(error instanceof WebAPIPlatformError) || !DEAD_TOKEN.has(error.data.error)) throw error;
      this.logger.error({ error: error.data.error }, 'SLACK_BOT_TOKEN is refused');
      return undefined;
    }
  }
}

function installationIn(answer: AuthTestResponse, installedAt: Date): Installation {
  const isEnterpriseInstall = answer.is_enterprise_install === true;
  const workspaceId = (isEnterpriseInstall && answer.enterprise_id) || answer.team_id;
  if (workspaceId === undefined) throw new Error('auth.test did not say which workspace the token is of');
  return {
    workspaceId,
    workspaceName: answer.team ?? workspaceId,
    enterpriseId: answer.enterprise_id ?? null,
    isEnterpriseInstall,
    appId: null,
    botUserId: answer.user_id ?? null,
    scopes: answer.response_metadata?.scopes ?? [],
    installedAt,
    userId: null,
  };
}
