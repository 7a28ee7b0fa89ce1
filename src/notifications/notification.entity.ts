import { Check, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { User } from '../accounts/users/user.entity';
import { CreatedAt, InstantColumn } from '../database/columns';
import type { NotificationFacts, NotificationType } from './notification';

export type NotificationStatus = 'waiting' | 'sending' | 'sent' | 'unconfirmed' | 'skipped' | 'failed';

/**
 * The outbox: a row is written in the transaction of its fact. It becomes `sending` before a channel is asked. If its
 * worker dies then, it becomes `unconfirmed`, and is never sent a second time.
 */
@Entity('notifications')
@Index('uq_notifications_subject', ['userId', 'type', 'subject'], {
  unique: true,
  where: 'subject IS NOT NULL',
})
@Index(['userId', 'createdAt', 'id'])
@Index('ix_notifications_open', ['notBefore'], { where: `status IN ('waiting', 'sending')` })
@Index(['finishedAt'])
@Check(
  'ck_notifications_status',
  `status IN ('waiting', 'sending', 'sent', 'unconfirmed', 'skipped', 'failed')`,
)
export class NotificationRow {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false }) user?: User;
  @Column('uuid') userId!: string;
  @Column('text') type!: NotificationType;
  /** What it is about, if people are told of it once: a second row of that type and subject is not written. */
  @Column('text', { nullable: true }) subject!: string | null;
  @Column('jsonb') facts!: NotificationFacts[NotificationType];
  @Column('text', { default: 'waiting' }) status!: NotificationStatus;
  /** Why it was not sent, or not confirmed, in words for the operator. */
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('smallint', { default: 0 }) attempts!: number;
  @InstantColumn({ default: () => 'now()' }) notBefore!: Date;
  /** When it got its place in the queue. */
  @InstantColumn({ nullable: true }) dispatchedAt!: Date | null;
  @InstantColumn({ nullable: true }) sendingSince!: Date | null;
  /** Where the message is, as the channel says. */
  @Column('jsonb', { nullable: true }) receipt!: Record<string, string> | null;
  @CreatedAt() createdAt!: Date;
  @InstantColumn({ nullable: true }) finishedAt!: Date | null;
}
