import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { User } from '../../accounts/users/user.entity';
import { TimeEntry } from '../../billing/time-entries/time-entry.entity';
import { CreatedAt, InstantColumn } from '../../database/columns';

/** An entry that was made by a command, and the command: for undo, and to notice the same one again. */
@Entity('slack_time_entries')
@Index(['userId', 'createdAt'])
@Index('uq_slack_time_entries_question', ['userId', 'question'], {
  unique: true,
  where: 'question IS NOT NULL',
})
export class SlackTimeEntry {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ManyToOne(() => TimeEntry, { onDelete: 'SET NULL' }) timeEntry?: TimeEntry | null;
  @Index() @Column('uuid', { nullable: true }) timeEntryId!: string | null;
  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false }) user?: User;
  @Column('uuid') userId!: string;
  @Column('text') command!: string;
  /** The question or the form that it answers: however often the button is clicked, each is answered once. */
  @Column('text', { nullable: true }) question!: string | null;
  @InstantColumn({ nullable: true }) withdrawnAt!: Date | null;
  @CreatedAt() createdAt!: Date;
}
