import { Injectable, Logger } from '@nestjs/common';
import type { UsersInfoResponse } from '@slack/web-api';
import { SlackTransport } from '../workspace/slack-transport';
import type { SlackGrant } from './slack-grant';

/** Who installed the app, in Slack's words. */
export interface Installer {
  teamId: string;
  slackUserId: string;
  slackUsername: string;
}

/** Finds out who installed the app: OAuth gives no name, and no team for a whole organisation. */
@Injectable()
export class InstallerIdentity {
  private readonly logger = new Logger('Slack');

  constructor(private readonly transport: SlackTransport) {}

  /**
   * Best effort: the installation stands without it, and people who are not bound now can link themselves by `/time`.
   * @returns undefined when Slack does not say which team they are in
   */
  async of({ token, installer }: SlackGrant): Promise<Installer | undefined> {
    const { slackUserId } = installer;
    const user = await this.transport
      .client(token)
      .users.info({ user: slackUserId })
      .then(({ user: found }: UsersInfoResponse) => found)
      .catch((error: unknown) => {
        this.logger.warn({ code: (error as { code?: unknown }).code }, 'the installer has no name');
        return undefined;
      });
    const teamId = installer.teamId ?? user?.team_id;
    return teamId === undefined
      ? undefined
      : { teamId, slackUserId, slackUsername: user?.name ?? slackUserId };
  }
}
