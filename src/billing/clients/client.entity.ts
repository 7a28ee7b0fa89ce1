import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { CreatedAt, InstantColumn, UpdatedAt } from '../../database/columns';

/** Somebody who is billed. Clients belong to the firm, not to a user. */
@Entity('clients')
@Index(['createdAt', 'id'])
export class Client {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) email!: string | null;
  /** An archived client takes no new entries. */
  @InstantColumn({ nullable: true }) archivedAt!: Date | null;
  @CreatedAt() createdAt!: Date;
  @UpdatedAt() updatedAt!: Date;
}
