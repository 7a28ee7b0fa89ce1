import { Check, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { CreatedAt, InstantColumn, UpdatedAt } from '../../database/columns';
import { Client } from '../clients/client.entity';

/** A piece of work for one client, with the rate that its hours are billed at. */
@Entity('projects')
@Index(['createdAt', 'id'])
@Check('ck_projects_rate', '(hourly_rate IS NULL) = (currency IS NULL) AND hourly_rate >= 0')
export class Project {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ManyToOne(() => Client, { onDelete: 'RESTRICT', nullable: false }) client?: Client;
  @Index() @Column('uuid') clientId!: string;
  @Column('text') name!: string;
  /** Minor units of `currency` for an hour. */
  @Column('integer', { nullable: true }) hourlyRate!: number | null;
  /** ISO 4217. */
  @Column('text', { nullable: true }) currency!: string | null;
  @InstantColumn({ nullable: true }) archivedAt!: Date | null;
  @CreatedAt() createdAt!: Date;
  @UpdatedAt() updatedAt!: Date;
}
