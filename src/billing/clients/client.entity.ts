import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { CreatedAt, InstantColumn, UpdatedAt } from '../../database/columns';
import { BillingTerms, RATE_CHECK, ROUNDING_CHECK } from '../terms/billing-terms';

/** Somebody who is billed. Clients belong to the firm, not to a user. */
@Entity('clients')
@Index(['createdAt', 'id'])
@Check('ck_clients_rate', RATE_CHECK)
@Check('ck_clients_rounding', ROUNDING_CHECK)
export class Client extends BillingTerms {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) email!: string | null;
  /** An archived client takes no new entries. */
  @InstantColumn({ nullable: true }) archivedAt!: Date | null;
  @CreatedAt() createdAt!: Date;
  @UpdatedAt() updatedAt!: Date;
}
