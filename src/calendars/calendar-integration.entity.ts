import { Check, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { User } from '../accounts/users/user.entity';
import { Client } from '../billing/clients/client.entity';
import { Project } from '../billing/projects/project.entity';
import { CreatedAt, InstantColumn, UpdatedAt } from '../database/columns';
import { UserOAuthAccount } from './connections/oauth-account.entity';
import type { Checkpoint, SyncCursor } from './sync/cursor';

/** A calendar that a user selected, and how far its synchronisation got. */
@Entity('calendar_integrations')
@Unique('uq_calendar_integrations_remote', ['oauthAccountId', 'providerCalendarId'])
@Index('ix_calendar_integrations_due', ['provider', 'nextSyncAt'], { where: 'sync_enabled AND is_active' })
@Check('ck_calendar_integrations_window', 'days_back BETWEEN 0 AND 366 AND days_forward BETWEEN 1 AND 366')
@Check('ck_calendar_integrations_interval', 'sync_interval_minutes BETWEEN 5 AND 1440')
export class CalendarIntegration {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false }) user?: User;
  @Index() @Column('uuid') userId!: string;
  @ManyToOne(() => UserOAuthAccount, { onDelete: 'CASCADE', nullable: false })
  oauthAccount!: UserOAuthAccount;
  @Column('uuid') oauthAccountId!: string;
  /** The slug of the provider's plugin. */
  @Column('text') provider!: string;
  @Column('text') providerCalendarId!: string;
  @Column('text') calendarName!: string;
  @Column('text', { nullable: true }) timezone!: string | null;
  @Column('text', { nullable: true }) color!: string | null;
  /** False once the provider says that the calendar is gone. */
  @Column('boolean', { default: true }) isActive!: boolean;
  @Column('boolean', { default: true }) syncEnabled!: boolean;
  @Column('smallint', { default: 60 }) syncIntervalMinutes!: number;
  @Column('smallint') daysBack!: number;
  @Column('smallint') daysForward!: number;
  @ManyToOne(() => Project, { onDelete: 'SET NULL' }) defaultProject?: Project | null;
  @Index() @Column('uuid', { nullable: true }) defaultProjectId!: string | null;
  @ManyToOne(() => Client, { onDelete: 'SET NULL' }) defaultClient?: Client | null;
  @Index() @Column('uuid', { nullable: true }) defaultClientId!: string | null;

  /** Where the next incremental pull begins, and the window that it was made for; null asks for a full pull. */
  @Column('jsonb', { nullable: true }) cursor!: SyncCursor | null;
  /** How far an unfinished full pull got. */
  @Column('jsonb', { nullable: true }) checkpoint!: Checkpoint | null;
  /** When the window is to slide: the first sync after it pulls in full. */
  @InstantColumn({ nullable: true }) rebaseAt!: Date | null;
  /**
   * Until when the present run may work on it. The lease dies by itself, and a run whose fence is old writes nothing.
   */
  @InstantColumn({ nullable: true }) leaseExpiresAt!: Date | null;
  @Column('integer', { default: 0 }) fence!: number;

  @InstantColumn({ nullable: true }) lastSyncAt!: Date | null;
  @InstantColumn({ nullable: true }) nextSyncAt!: Date | null;
  /** Failed runs since the last good one. */
  @Column('integer', { default: 0 }) failureCount!: number;
  /** Why the last run failed, in words for the owner. */
  @Column('text', { nullable: true }) statusDetail!: string | null;
  @CreatedAt() createdAt!: Date;
  @UpdatedAt() updatedAt!: Date;
}
