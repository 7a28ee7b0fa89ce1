import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { User } from '../../../accounts/users/user.entity';
import { CreatedAt } from '../../../database/columns';

/** What an admin asked for in one request: many calendars, brought up to date in the background. */
@Entity('sync_batches')
export class SyncBatch {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false }) requestedBy?: User;
  @Index() @Column('uuid') requestedById!: string;
  @Index() @CreatedAt() createdAt!: Date;
}
