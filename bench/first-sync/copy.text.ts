import type { Value } from './event.columns';

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Rows in the text format of COPY: https://www.postgresql.org/docs/current/sql-copy.html */
export function toCopyText(rows: Value[][]): string {
  return rows.map((row) => `${row.map(toField).join('\t')}\n`).join('');
}

function toField(value: Value): string {
  if (value === null) return '\\N';
  return String(value).replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!);
}
