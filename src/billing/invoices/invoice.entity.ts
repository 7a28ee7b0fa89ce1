import { Check, Column, Entity, Index, ManyToOne, OneToMany, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { User } from '../../accounts/users/user.entity';
import { BigAmountColumn, CreatedAt, InstantColumn, UpdatedAt } from '../../database/columns';
import { Client } from '../clients/client.entity';
import { InvoiceLine } from './invoice-line.entity';

export const INVOICE_STATUSES = ['draft', 'finalized', 'void'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

/**
 * What a client owes for approved entries of a period, in one currency. A snapshot from the start: its entries cannot change
 * while it is a draft, and it changes no more once it is finalized, except that it may be voided.
 */
@Entity('invoices')
@Index(['userId', 'createdAt', 'id'])
@Index(['createdAt', 'id'])
@Unique('uq_invoices_number', ['number'])
@Check('ck_invoices_status', `status IN ('draft', 'finalized', 'void')`)
@Check(
  'ck_invoices_number',
  `(number IS NULL) = (finalized_at IS NULL) AND (number IS NULL OR status <> 'draft') AND (number IS NOT NULL OR status <> 'finalized')`,
)
@Check('ck_invoices_void', `(status = 'void') = (voided_at IS NOT NULL)`)
@Check('ck_invoices_period', 'period_end > period_start')
@Check('ck_invoices_amounts', 'line_count > 0 AND minutes >= 0 AND total >= 0')
export class Invoice {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ManyToOne(() => Client, { onDelete: 'RESTRICT', nullable: false }) client?: Client;
  @Index() @Column('uuid') clientId!: string;
  @ManyToOne(() => User, { onDelete: 'RESTRICT', nullable: false }) user?: User;
  /** Who drafted it. */
  @Column('uuid') userId!: string;
  @Column('text', { default: 'draft' }) status!: InvoiceStatus;
  /** Given when it is finalized, one after the other without a gap; a voided invoice keeps it. */
  @Column('integer', { nullable: true }) number!: number | null;
  /** ISO 4217. */
  @Column('text') currency!: string;
  /** Entries that start at this instant or later, and before `periodEnd`. */
  @InstantColumn() periodStart!: Date;
  @InstantColumn() periodEnd!: Date;
  /** IANA zone of its printed dates: that of whoever drafted it. */
  @Column('text') timezone!: string;
  /** The client as it was. */
  @Column('text') clientName!: string;
  @Column('text', { nullable: true }) clientEmail!: string | null;
  @Column('integer') lineCount!: number;
  /** The billed minutes of all lines. */
  @Column('integer') minutes!: number;
  /** Minor units of `currency`: the sum of the lines. */
  @BigAmountColumn() total!: number;
  @InstantColumn({ nullable: true }) finalizedAt!: Date | null;
  @ManyToOne(() => User, { onDelete: 'RESTRICT' }) finalizer?: User | null;
  @Index() @Column('uuid', { nullable: true }) finalizerId!: string | null;
  @InstantColumn({ nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @OneToMany(() => InvoiceLine, 'invoice') lines?: InvoiceLine[];
  /** Counts the changes; the database does so. */
  @Column({ type: 'integer', default: 1, update: false }) version!: number;
  @CreatedAt() createdAt!: Date;
  @UpdatedAt() updatedAt!: Date;
}
