import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SlackUserBinding } from './slack-user-binding.entity';

const BIND = `
INSERT INTO slack_user_bindings (user_id, integration_id, team_id, slack_user_id, slack_username)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (team_id, slack_user_id) DO UPDATE SET user_id = excluded.user_id,
  integration_id = excluded.integration_id, slack_username = excluded.slack_username,
  is_active = true, status_detail = NULL, updated_at = now()`;

/** Who a Slack user turned out to be. */
export type Identity = Pick<
  SlackUserBinding,
  'userId' | 'integrationId' | 'teamId' | 'slackUserId' | 'slackUsername'
>;

/** Which of our users the Slack users are: the rows of `slack_user_bindings`. */
@Injectable()
export class BindingRepository {
  constructor(private readonly database: DataSource) {}

  /** Binds a Slack user to one of our users. An earlier binding ends: they have just proved who they are. */
  async bind(manager: EntityManager, identity: Identity): Promise<void> {
    const { userId, integrationId, teamId, slackUserId, slackUsername } = identity;
    await manager.query(BIND, [userId, integrationId, teamId, slackUserId, slackUsername]);
  }

  /** Ends the bindings of one of our users, in all teams or in one. */
  async unbind(userId: string, teamId?: string): Promise<void> {
    const where = teamId === undefined ? { userId } : { userId, teamId };
    await this.database.manager.delete(SlackUserBinding, where);
  }
}
