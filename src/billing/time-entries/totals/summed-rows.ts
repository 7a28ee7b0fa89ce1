import type { Sums, TargetSums, Totals } from './totals';

/** The sums of entries with one currency; PostgreSQL's driver gives what outgrows 32 bits as text. */
export interface SummedRow {
  of: 'all' | 'day' | 'project' | 'client';
  day: string | null;
  project_id: string | null;
  client_id: string | null;
  name: string | null;
  /** Null for entries that are not billable, or without a rate. */
  currency: string | null;
  entries: number;
  minutes: string;
  billable: string;
  amount: string;
}

/** Puts the currencies of each sum together; the rows' order stays. */
export function toTotals(rows: SummedRow[]): Totals {
  const of = (kind: SummedRow['of']): SummedRow[] => rows.filter((row) => row.of === kind);
  const target = (id: string | null, group: SummedRow[]): TargetSums => ({
    id,
    name: group[0]!.name,
    ...sumUp(group),
  });
  return {
    all: sumUp(of('all')),
    byDay: grouped(of('day'), ({ day }) => day!).map(([date, group]) => ({ date, ...sumUp(group) })),
    byProject: grouped(of('project'), ({ project_id }) => project_id).map(([id, group]) => target(id, group)),
    byClient: grouped(of('client'), ({ client_id }) => client_id).map(([id, group]) => target(id, group)),
  };
}

function grouped<K>(rows: SummedRow[], keyOf: (row: SummedRow) => K): [K, SummedRow[]][] {
  const groups = new Map<K, SummedRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups];
}

function sumUp(rows: SummedRow[]): Sums {
  const sum = (part: 'entries' | 'minutes' | 'billable'): number =>
    rows.reduce((total, row) => total + Number(row[part]), 0);
  return {
    entries: sum('entries'),
    minutes: sum('minutes'),
    billableMinutes: sum('billable'),
    amounts: rows.flatMap(({ currency, amount }) =>
      currency === null ? [] : [{ currency, amount: Number(amount) }],
    ),
  };
}
