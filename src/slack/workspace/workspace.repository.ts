import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { TokenVault } from '../../calendars/connections/token-vault';
import { idsOf, type Place } from './place';
import { SlackIntegration } from './slack-integration.entity';

const BOX = 'slack_integrations.bot_token_box';

const INSTALL = `
INSERT INTO slack_integrations
  (workspace_id, workspace_name, enterprise_id, is_enterprise_install, app_id, bot_user_id, scopes, installed_at, user_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (workspace_id) DO UPDATE SET workspace_name = excluded.workspace_name,
  enterprise_id = excluded.enterprise_id, is_enterprise_install = excluded.is_enterprise_install,
  app_id = coalesce(excluded.app_id, slack_integrations.app_id), bot_user_id = excluded.bot_user_id,
  scopes = excluded.scopes, installed_at = excluded.installed_at,
  user_id = coalesce(excluded.user_id, slack_integrations.user_id),
  is_active = true, status_detail = NULL, updated_at = now()
RETURNING id`;

// Slack counts whole seconds: an end in the second of the installation counts as the later of the two.
const END_BY_EVENT = `
UPDATE slack_integrations SET is_active = false, status_detail = $3, bot_token_box = NULL, updated_at = now()
WHERE id = $1 AND is_active AND date_trunc('second', installed_at) <= $2`;

/** What an installation says of itself. */
export type Installation = Pick<
  SlackIntegration,
  'workspaceId' | 'workspaceName' | 'enterpriseId' | 'isEnterpriseInstall' | 'botUserId' | 'scopes'
> & {
  appId: string | null;
  /** Which of our users installed it; null keeps the one before. */
  userId: string | null;
  installedAt: Date;
};

/** The rows of `slack_integrations`. */
@Injectable()
export class WorkspaceRepository {
  constructor(
    private readonly database: DataSource,
    private readonly vault: TokenVault,
  ) {}

  /** Those that may serve a place: active ones first, then the team's own before its organisation's. */
  async at(place: Place): Promise<SlackIntegration[]> {
    return this.withBox()
      .where({ workspaceId: In(idsOf(place)) })
      .orderBy('workspace.isActive', 'DESC')
      .addOrderBy('workspace.isEnterpriseInstall')
      .getMany();
  }

  /** A workspace with its sealed token, whether active or not; null if there is none. */
  async find(id: string): Promise<SlackIntegration | null> {
    return this.withBox().where({ id }).getOne();
  }

  /** The token that is kept with a workspace, opened; undefined when it has none. @throws SecretUnreadable */
  tokenOf({ id, botTokenBox }: SlackIntegration): string | undefined {
    return botTokenBox === null ? undefined : this.vault.open(BOX, id, botTokenBox);
  }

  /**
   * Stores an installation, with a token if it has its own. An earlier one of the workspace is renewed, active or
   * not.
   * @returns its id
   */
  async install(manager: EntityManager, installation: Installation, token?: string): Promise<string> {
    const [row] = await manager.query<{ id: string }[]>(INSTALL, [
      installation.workspaceId,
      installation.workspaceName,
      installation.enterpriseId,
      installation.isEnterpriseInstall,
      installation.appId,
      installation.botUserId,
      installation.scopes,
      installation.installedAt,
      installation.userId,
    ]);
    const { id } = row!;
    // The id is part of the seal. Of a row that was there already it is known only now.
    const botTokenBox = token === undefined ? null : this.vault.seal(BOX, id, token);
    await manager.update(SlackIntegration, { id }, { botTokenBox });
    return id;
  }

  /** Ends the very installation that was read, not one that has taken its place. @returns whether it was active */
  async end(
    { id, installedAt }: Pick<SlackIntegration, 'id' | 'installedAt'>,
    reason: string,
  ): Promise<boolean> {
    const ended = { isActive: false, statusDetail: reason, botTokenBox: null };
    const where = { id, installedAt, isActive: true };
    const { affected } = await this.database.manager.update(SlackIntegration, where, ended);
    return affected === 1;
  }

  /** Ends an installation unless it is younger than the event. @returns whether it was active */
  async endByEvent(id: string, happenedAt: Date, reason: string): Promise<boolean> {
    const [, ended] = await this.database.query<[unknown, number]>(END_BY_EVENT, [id, happenedAt, reason]);
    return ended === 1;
  }

  private withBox(): SelectQueryBuilder<SlackIntegration> {
    return this.database.createQueryBuilder(SlackIntegration, 'workspace').addSelect('workspace.botTokenBox');
  }
}
