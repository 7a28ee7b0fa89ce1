import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, MoreThan } from 'typeorm';
import { SlackLink } from './slack-link.entity';

/** What a link says of the Slack user to whom it was given. */
export type LinkedIdentity = Pick<SlackLink, 'integrationId' | 'teamId' | 'slackUserId' | 'slackUsername'>;

/** The same, with the workspace's id and name. */
export interface OfferedLink extends LinkedIdentity {
  workspaceId: string;
  workspaceName: string;
}

// Of parallel uses one deletes the row, and the others find none. Nobody is linked where the app is gone. Other links
// of the same Slack user are deleted as well: there is no more use for them.
const CONSUME = `
WITH used AS (
  DELETE FROM slack_links link USING slack_integrations workspace
  WHERE link.token_hash = $1 AND link.expires_at > $2
    AND workspace.id = link.integration_id AND workspace.is_active
  RETURNING link.integration_id AS "integrationId", link.team_id AS "teamId", link.slack_user_id AS "slackUserId",
    link.slack_username AS "slackUsername", workspace.workspace_id AS "workspaceId",
    workspace.workspace_name AS "workspaceName"
), others AS (
  -- A link that is being used right now is left to that use.
  DELETE FROM slack_links WHERE token_hash IN (
    SELECT link.token_hash FROM slack_links link JOIN used
      ON link.team_id = used."teamId" AND link.slack_user_id = used."slackUserId"
    WHERE link.token_hash <> $1 FOR UPDATE OF link SKIP LOCKED)
)
SELECT * FROM used`;

/** The rows of `slack_links`. */
@Injectable()
export class SlackLinkRepository {
  constructor(private readonly database: DataSource) {}

  /** Stores a link, with only the hash of its token. */
  async add(link: Omit<SlackLink, 'integration'>): Promise<void> {
    await this.database.manager.insert(SlackLink, link);
  }

  /** A link that could be used at `now`. */
  async find(tokenHash: Buffer, now: Date): Promise<OfferedLink | undefined> {
    const link = await this.database.manager.findOne(SlackLink, {
      where: { tokenHash, expiresAt: MoreThan(now), integration: { isActive: true } },
      relations: { integration: true },
    });
    if (!link?.integration) return undefined;
    const { workspaceId, workspaceName } = link.integration;
    return { ...link, workspaceId, workspaceName };
  }

  /** Uses a link up, if it can be used at `now`; else undefined, and nothing changes. */
  async consume(manager: EntityManager, tokenHash: Buffer, now: Date): Promise<OfferedLink | undefined> {
    const [link] = await manager.query<OfferedLink[]>(CONSUME, [tokenHash, now]);
    return link;
  }

  /** Removes up to `limit` that expired before `now`. @returns how many there were */
  async removeExpired(now: Date, limit: number): Promise<number> {
    const [, removed] = await this.database.query<[unknown, number]>(
      `DELETE FROM slack_links WHERE token_hash IN
         (SELECT token_hash FROM slack_links WHERE expires_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [now, limit],
    );
    return removed;
  }
}
