import { Check, Column, Entity, Index, ManyToOne, PrimaryColumn } from 'typeorm';
import { BigAmountColumn, InstantColumn } from '../../database/columns';
import { TimeEntry } from '../time-entries/time-entry.entity';

/** One entry as an invoice bills it: complete by itself, whatever becomes of entry, project and person. */
@Entity('invoice_lines')
@Check('ck_invoice_lines_amounts', 'minutes >= 0 AND hourly_rate >= 0 AND amount >= 0')
export class InvoiceLine {
  @ManyToOne('Invoice', 'lines', { onDelete: 'RESTRICT' }) invoice?: object;
  @PrimaryColumn('uuid') invoiceId!: string;
  /** From 1, in the order of printing. */
  @PrimaryColumn('integer') position!: number;
  @ManyToOne(() => TimeEntry, { onDelete: 'SET NULL' }) timeEntry?: TimeEntry | null;
  @Index() @Column('uuid', { nullable: true }) timeEntryId!: string | null;
  @Column('text', { nullable: true }) projectName!: string | null;
  /** Who did the work. */
  @Column('text') personName!: string;
  @Column('text') description!: string;
  @InstantColumn() startedAt!: Date;
  /** The billable minutes of the entry. */
  @Column('integer') minutes!: number;
  /** Minor units for an hour. */
  @Column('integer') hourlyRate!: number;
  /** It was frozen when the entry was approved; otherwise it is the one that there was when this line was drafted. */
  @Column('boolean') rateAgreed!: boolean;
  /** Minor units: what `priceOf` says of the two. */
  @BigAmountColumn() amount!: number;
}
