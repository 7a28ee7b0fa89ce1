import { MOST_OVERLAPS } from '../../../billing/time-entries/overlaps/overlaps.repository';
import { spokenDate } from '../../time-command/local-date';
import { spokenMinutes } from '../../time-command/minutes';
import type { ShownEntry } from '../log/shown-entry';
import { safeLine } from './safe-line';
import { localDate, spokenTimes } from './spoken-span';

/** The entries of the same person that share time with the one that is shown. */
export interface Overlaps {
  count: number;
  first: ShownEntry;
}

/**
 * `Overlaps with: 1 h 30 m “Code review”, 09:00–10:30`, or with how many, and the first of them.
 * @param date the day of the entry that is shown, `YYYY-MM-DD`: another day is named
 */
export function overlapLine({ count, first }: Overlaps, date: string, zone: string): string {
  const whom = count === 1 ? 'Overlaps with:' : `Overlaps with ${counted(count)} entries, the first:`;
  const day = localDate(first.startedAt, zone);
  const said = first.description === '' ? '' : ` “${safeLine(first.description, 100)}”`;
  const when = `${day === date ? '' : `${spokenDate(day)}, `}${spokenTimes(first, zone)}`;
  return `:warning: ${whom} ${spokenMinutes(first.durationMinutes)}${said}, ${when}`;
}

/** Overlaps are counted up to a limit. */
function counted(count: number): string {
  return count < MOST_OVERLAPS ? String(count) : `at least ${count}`;
}
