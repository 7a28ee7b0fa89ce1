import { Check, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { CreatedAt, InstantColumn, UpdatedAt } from '../../database/columns';
import { Client } from '../clients/client.entity';
import { BillingTerms, RATE_CHECK, ROUNDING_CHECK } from '../terms/billing-terms';

/** A piece of work for one client; terms that it leaves open are those of the client. */
@Entity('projects')
@Index(['createdAt', 'id'])
@Check('ck_projects_rate', RATE_CHECK)
@Check('ck_projects_rounding', ROUNDING_CHECK)
export class Project extends BillingTerms {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ManyToOne(() => Client, { onDelete: 'RESTRICT', nullable: false }) client?: Client;
  @Index() @Column('uuid') clientId!: string;
  @Column('text') name!: string;
  @InstantColumn({ nullable: true }) archivedAt!: Date | null;
  @CreatedAt() createdAt!: Date;
  @UpdatedAt() updatedAt!: Date;
}
