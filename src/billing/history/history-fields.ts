import { invoiceNumber } from '../invoices/invoice-number';

/** How history shows a column: its name on the wire, and how its value is written there if not as it is stored. */
export interface HistoryField {
  name: string;
  written?: (value: unknown) => unknown;
}

/** By column. What is not named here stays inside. */
export type HistoryFields = Record<string, HistoryField>;

const asInstant = (value: unknown): string => new Date(value as string).toISOString();

export const ENTRY_FIELDS: HistoryFields = {
  ...asTheyAre('project_id', 'client_id', 'source', 'status', 'duration_minutes', 'description'),
  ...asTheyAre('billable_minutes', 'hourly_rate', 'currency', 'invoice_id', 'rejection_reason'),
  started_at: { name: 'started_at', written: asInstant },
  ended_at: { name: 'ended_at', written: asInstant },
  provenance_change: { name: 'source_change' },
};

export const INVOICE_FIELDS: HistoryFields = {
  ...asTheyAre('client_id', 'client_name', 'client_email', 'status', 'currency', 'timezone'),
  ...asTheyAre('line_count', 'minutes', 'total', 'void_reason'),
  number: { name: 'number', written: (value) => invoiceNumber(value as number) },
  period_start: { name: 'from', written: asInstant },
  period_end: { name: 'to', written: asInstant },
  finalized_at: { name: 'finalized_at', written: asInstant },
  voided_at: { name: 'voided_at', written: asInstant },
};

function asTheyAre(...columns: string[]): HistoryFields {
  return Object.fromEntries(columns.map((name) => [name, { name }]));
}
