import { invoiceNumber } from '../invoices/invoice-number';

/** How a column is told: its name on the wire, and its value there if that is not the column's own. */
export interface HistoryField {
  name: string;
  tell?: (value: unknown) => unknown;
}

/** By column. What is not named here stays inside. */
export type HistoryFields = Record<string, HistoryField>;

const asInstant = (value: unknown): string => new Date(value as string).toISOString();

export const ENTRY_FIELDS: HistoryFields = {
  ...asTheyAre('project_id', 'client_id', 'source', 'status', 'duration_minutes', 'description'),
  ...asTheyAre('billable_minutes', 'hourly_rate', 'currency', 'invoice_id', 'rejection_reason'),
  started_at: { name: 'started_at', tell: asInstant },
  ended_at: { name: 'ended_at', tell: asInstant },
  provenance_change: { name: 'source_change' },
};

export const INVOICE_FIELDS: HistoryFields = {
  ...asTheyAre('client_id', 'client_name', 'client_email', 'status', 'currency', 'timezone'),
  ...asTheyAre('line_count', 'minutes', 'total', 'void_reason'),
  number: { name: 'number', tell: (value) => invoiceNumber(value as number) },
  period_start: { name: 'from', tell: asInstant },
  period_end: { name: 'to', tell: asInstant },
  finalized_at: { name: 'finalized_at', tell: asInstant },
  voided_at: { name: 'voided_at', tell: asInstant },
};

function asTheyAre(...columns: string[]): HistoryFields {
  return Object.fromEntries(columns.map((name) => [name, { name }]));
}
