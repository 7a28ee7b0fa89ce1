import { Column, Entity, Index, ManyToOne, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns';
import { SlackIntegration } from '../workspace/slack-integration.entity';

/** A one-time link that a Slack user was given, to say in the web app who they are. Its token is kept hashed. */
@Entity('slack_links')
export class SlackLink {
  @PrimaryColumn('bytea') tokenHash!: Buffer;
  @ManyToOne(() => SlackIntegration, { onDelete: 'CASCADE', nullable: false }) integration?: SlackIntegration;
  @Index() @Column('uuid') integrationId!: string;
  @Column('text') teamId!: string;
  @Column('text') slackUserId!: string;
  @Column('text') slackUsername!: string;
  @Index() @InstantColumn() expiresAt!: Date;
}
