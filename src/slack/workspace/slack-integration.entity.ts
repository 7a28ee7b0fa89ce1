import { Column, Entity, Index, ManyToOne, OneToMany, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { User } from '../../accounts/users/user.entity';
import { CreatedAt, InstantColumn, UpdatedAt } from '../../database/columns';
import type { SlackUserBinding } from './slack-user-binding.entity';

/** A Slack workspace, or a whole organisation, in which the app is installed. */
@Entity('slack_integrations')
@Unique(['workspaceId'])
export class SlackIntegration {
  @PrimaryGeneratedColumn('uuid') id!: string;
  /** Who installed it. */
  @ManyToOne(() => User, { onDelete: 'SET NULL' }) user?: User | null;
  @Index() @Column('uuid', { nullable: true }) userId!: string | null;
  /** The team's id, or the organisation's (`E…`) where the app is installed for all of its teams. */
  @Column('text') workspaceId!: string;
  @Column('text', { nullable: true }) enterpriseId!: string | null;
  @Column('boolean', { default: false }) isEnterpriseInstall!: boolean;
  @Column('text') workspaceName!: string;
  @Column('text', { nullable: true }) appId!: string | null;
  @Column('text', { nullable: true }) botUserId!: string | null;
  @Column('text', { array: true, default: [] }) scopes!: string[];
  /** The sealed bot token; never selected unless asked for by name. Null once the app is uninstalled. */
  @Column('text', { nullable: true, select: false }) botTokenBox!: string | null;
  @Column('boolean', { default: true }) isActive!: boolean;
  /** Why it is not active, in words for people. */
  @Column('text', { nullable: true }) statusDetail!: string | null;
  /** Events from before this concern an earlier installation. */
  @InstantColumn() installedAt!: Date;
  @OneToMany('SlackUserBinding', 'integration') bindings?: SlackUserBinding[];
  @CreatedAt() createdAt!: Date;
  @UpdatedAt() updatedAt!: Date;
}
