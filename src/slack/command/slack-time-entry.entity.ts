import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { User } from '../../accounts/users/user.entity';
import { TimeEntry } from '../../billing/time-entries/time-entry.entity';
import { CreatedAt, InstantColumn } from '../../database/columns';

/** An entry that was made by a command, and the command: for undo, and to notice the same one again. */
@Entity('slack_time_entries')
@Index(['userId', 'createdAt'])
export class SlackTimeEntry {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ManyToOne(() => TimeEntry, { onDelete: 'SET NULL' }) timeEntry?: TimeEntry | null;
  @Index() @Column('uuid', { nullable: true }) timeEntryId!: string | null;
  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false }) user?: User;
  @Column('uuid') userId!: string;
  @Column('text') command!: string;
  @InstantColumn({ nullable: true }) withdrawnAt!: Date | null;
  @CreatedAt() createdAt!: Date;
}
