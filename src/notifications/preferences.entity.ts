import { Check, Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { User } from '../accounts/users/user.entity';
import { InstantColumn, UpdatedAt } from '../database/columns';
import type { NotificationType } from './notification';

/** What a person wants to be told. The row appears with the first channel that reaches them. */
@Entity('notification_preferences')
@Check('ck_notification_preferences_time', `daily_summary_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'`)
export class NotificationPreferences {
  @PrimaryColumn('uuid') userId!: string;
  @OneToOne(() => User, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn()
  user?: User;
  /** Types that are not sent. All others are. */
  @Column('text', { array: true, default: [] }) switchedOff!: NotificationType[];
  /** HH:MM, local to the person; null is the deployment's. */
  @Column('text', { nullable: true }) dailySummaryTime!: string | null;
  /** No summary is sent for a moment before this: the person had not asked for it yet. */
  @InstantColumn({ default: () => 'now()' }) summarySince!: Date;
  @UpdatedAt() updatedAt!: Date;
}
