import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { type Page, PageQuery } from '../../common/pagination';
import {
  Currency,
  Instant,
  InstantOrDay,
  OneOf,
  Text,
  TimeZone,
  Uuid,
  Uuids,
  WholeNumber,
} from '../../common/wire/fields';
import type { InvoiceLine } from './invoice-line.entity';
import { invoiceNumber } from './invoice-number';
import type { InvoiceWithLines } from './invoices.repository';
import { type Invoice, INVOICE_STATUSES, type InvoiceStatus } from './invoice.entity';

const NO_LIMIT = { min: 0, max: Number.MAX_SAFE_INTEGER } as const;
const MOMENT = '2026-03-31T22:00:00.000Z';

/** What an invoice is drafted from. */
@ApiSchema({ name: 'NewInvoice' })
export class NewInvoiceBody {
  @Uuid() client_id!: string;
  @InstantOrDay({ description: 'The first day, or instant, that is billed', example: '2026-03-01' }) from!:
    Date | string;
  @InstantOrDay({
    description: 'The last day that is billed; or the first instant that is not billed any more',
    example: '2026-03-31',
  })
  to!: Date | string;
  @Currency({ optional: true, description: 'Only entries in this currency; needed if there are several' })
  currency?: string;
}

/** Why an invoice is voided. */
@ApiSchema({ name: 'Voiding' })
export class VoidingBody {
  @Text({ optional: true, min: 1, max: 1000, example: 'The rate was wrong' }) reason?: string;
}

/** Which invoices are listed. */
export class InvoiceQuery extends PageQuery {
  @OneOf(INVOICE_STATUSES, { optional: true }) status?: InvoiceStatus;
  @Uuid({ optional: true }) client_id?: string;
}

/** An invoice as lists show it. */
@ApiSchema({ name: 'InvoiceSummary' })
export class InvoiceSummaryAnswer {
  @Uuid({ example: '0199a3c4-2c10-4c0d-9a77-1f2e3d4c5b6a' }) id!: string;
  @Text({
    max: 20,
    nullable: true,
    example: 'INV-0042',
    description: 'Given when it is finalized, without gaps',
  })
  number!: string | null;
  @OneOf(INVOICE_STATUSES, { example: 'finalized' }) status!: InvoiceStatus;
  @Uuid({ example: '0199a3c1-58a0-4f0e-9d3c-6a2f4d1b7e10' }) client_id!: string;
  @Text({
    max: 200,
    example: 'Acme GmbH',
    description: 'As it was when the invoice was drafted or finalized',
  })
  client_name!: string;
  @Text({ max: 254, nullable: true, example: 'billing@acme.example' }) client_email!: string | null;
  @Uuid({ example: '0199a3c0-1d2e-4b7f-9a10-5c6d7e8f9a0b', description: 'Who drafted it' }) user_id!: string;
  @Currency() currency!: string;
  @Instant({ example: '2026-02-28T23:00:00.000Z' }) from!: Date;
  @Instant({ example: MOMENT, description: 'The first instant that is not billed any more' }) to!: Date;
  @TimeZone({ description: 'The time zone of its printed dates' }) timezone!: string;
  @WholeNumber({ ...NO_LIMIT, example: 12 }) line_count!: number;
  @WholeNumber({ ...NO_LIMIT, example: 1_830, description: 'The billed minutes' }) minutes!: number;
  @WholeNumber({
    ...NO_LIMIT,
    example: 366_000,
    description: 'Minor units of `currency`: the sum of the lines',
  })
  total!: number;
  @Instant({ nullable: true, example: MOMENT }) finalized_at!: Date | null;
  @Instant({ nullable: true, example: null }) voided_at!: Date | null;
  @Text({ max: 1000, nullable: true, example: null }) void_reason!: string | null;
  @WholeNumber({ min: 1, max: 2_147_483_647, example: 2, description: 'Counts its changes' })
  version!: number;
  @Instant({ example: MOMENT }) created_at!: Date;
  @Instant({ example: MOMENT }) updated_at!: Date;
}

/** One line: a time entry, as it is billed. */
@ApiSchema({ name: 'InvoiceLine' })
export class InvoiceLineAnswer {
  @WholeNumber({ min: 1, max: 5_000, example: 1 }) position!: number;
  @Uuid({ nullable: true, example: '0199a3c1-7f00-4a6e-8a55-3b1d0c9e2f44' }) time_entry_id!: string | null;
  @Text({ max: 200, nullable: true, example: 'Website' }) project_name!: string | null;
  @Text({ max: 200, example: 'Robin Berger', description: 'Who did the work' }) person_name!: string;
  @Text({ max: 4000, example: 'Workshop' }) description!: string;
  @Instant({ example: '2026-03-14T09:00:00.000Z' }) started_at!: Date;
  @WholeNumber({ ...NO_LIMIT, example: 90, description: 'The billed minutes' }) minutes!: number;
  @WholeNumber({ ...NO_LIMIT, example: 12_000, description: 'Minor units for an hour' }) hourly_rate!: number;
  @WholeNumber({
    ...NO_LIMIT,
    example: 18_000,
    description: 'Minor units: minutes ÷ 60 × hourly_rate, rounded half up',
  })
  amount!: number;
}

/** An invoice with its lines. */
@ApiSchema({ name: 'Invoice' })
export class InvoiceAnswer extends InvoiceSummaryAnswer {
  @ApiProperty({ type: [InvoiceLineAnswer] }) lines!: InvoiceLineAnswer[];
  @Uuids({
    min: 0,
    max: 5_000,
    example: [],
    description:
      'Entries of a draft that share time with another one of the same person: look before you finalize',
  })
  overlapping_time_entry_ids!: string[];
}

/** A page of invoices. */
@ApiSchema({ name: 'InvoiceList' })
export class InvoiceListAnswer {
  @ApiProperty({ type: [InvoiceSummaryAnswer] }) invoices!: InvoiceSummaryAnswer[];
  @Text({ max: 500, nullable: true, example: null }) next_cursor!: string | null;
}

/** A row as the wire shows it. @param overlapping entries of it that share time with others */
export function toInvoice(invoice: InvoiceWithLines, overlapping: string[]): InvoiceAnswer {
  return {
    ...toSummary(invoice),
    lines: invoice.lines.map(toLine),
    overlapping_time_entry_ids: overlapping,
  };
}

/** A page of rows as the wire shows it. */
export function toInvoiceList({ rows, nextCursor }: Page<Invoice>): InvoiceListAnswer {
  return { invoices: rows.map(toSummary), next_cursor: nextCursor };
}

function toSummary(invoice: Invoice): InvoiceSummaryAnswer {
  return {
    id: invoice.id,
    number: invoice.number === null ? null : invoiceNumber(invoice.number),
    status: invoice.status,
    client_id: invoice.clientId,
    client_name: invoice.clientName,
    client_email: invoice.clientEmail,
    user_id: invoice.userId,
    currency: invoice.currency,
    from: invoice.periodStart,
    to: invoice.periodEnd,
    timezone: invoice.timezone,
    line_count: invoice.lineCount,
    minutes: invoice.minutes,
    total: invoice.total,
    finalized_at: invoice.finalizedAt,
    voided_at: invoice.voidedAt,
    void_reason: invoice.voidReason,
    version: invoice.version,
    created_at: invoice.createdAt,
    updated_at: invoice.updatedAt,
  };
}

function toLine(line: InvoiceLine): InvoiceLineAnswer {
  return {
    position: line.position,
    time_entry_id: line.timeEntryId,
    project_name: line.projectName,
    person_name: line.personName,
    description: line.description,
    started_at: line.startedAt,
    minutes: line.minutes,
    hourly_rate: line.hourlyRate,
    amount: line.amount,
  };
}
