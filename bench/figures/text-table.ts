import type { Findings, Goal } from './findings';

/** The findings as text for a terminal; a goal that is missed cannot be overlooked. */
export function toText({ title, header, rows, notes, goals }: Findings): string {
  const lines = [`\n${title}`, ...toColumns([header, ...rows]), ...notes.map((note) => `  ${note}`)];
  return [...lines, ...goals.map(toLine)].join('\n');
}

function toLine({ name, wanted, measured, holds }: Goal): string {
  return holds
    ? `  goal holds: ${name} ${wanted}: ${measured}`
    : `  !!! BELOW GOAL: ${name} ${wanted}: ${measured} !!!`;
}

function toColumns(table: string[][]): string[] {
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  return table.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd(),
  );
}
