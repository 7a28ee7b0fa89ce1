import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { User } from '../../accounts/users/user.entity';
import { CreatedAt, UpdatedAt } from '../../database/columns';
import { SlackIntegration } from './slack-integration.entity';

/** Which of our users a Slack user is. A Slack user of one team is nobody in another. */
@Entity('slack_user_bindings')
@Unique('uq_slack_user_bindings_identity', ['teamId', 'slackUserId'])
export class SlackUserBinding {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false }) user?: User;
  @Index() @Column('uuid') userId!: string;
  @ManyToOne(() => SlackIntegration, 'bindings', { onDelete: 'CASCADE', nullable: false })
  integration?: SlackIntegration;
  @Index() @Column('uuid') integrationId!: string;
  @Column('text') teamId!: string;
  @Column('text') slackUserId!: string;
  @Column('text') slackUsername!: string;
  @Column('boolean', { default: true }) isActive!: boolean;
  /** Why messages no longer reach the person there, in words for people. */
  @Column('text', { nullable: true }) statusDetail!: string | null;
  @CreatedAt() createdAt!: Date;
  @UpdatedAt() updatedAt!: Date;
}
