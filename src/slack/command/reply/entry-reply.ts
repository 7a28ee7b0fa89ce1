import { duration } from '../../text/amounts';
import { spokenDate } from '../../time-command/local-date';
import { ACTION } from '../action-ids';
import type { ShownEntry } from '../log/shown-entry';
import { actions, button, context, fields, sections } from './blocks';
import { safeLine } from './safe-line';
import { overlapLine, type Overlaps } from './overlap-line';
import { type Reply, textOf } from './reply';
import { localDate, spokenSpan } from './spoken-span';

/** An entry that was made or changed, as its owner sees it. */
export interface ToldEntry {
  entry: ShownEntry;
  /** What was done: `Logged`. */
  done: string;
  /** Minutes of all entries of its local day. */
  dayTotal: number;
  /** Null when it shares time with no other. */
  overlaps: Overlaps | null;
  /** The owner's. */
  zone: string;
  /** What else is worth saying, in plain words. */
  notes: readonly string[];
}

/** Says what was understood, with a way back and a way to correct it. */
export function entryReply({ entry, done, dayTotal, overlaps, zone, notes }: ToldEntry): Reply {
  const headline = `:white_check_mark: ${done} ${spokenSpan(entry, zone)}`;
  const description = entry.description === '' ? [] : [`“${safeLine(entry.description)}”`];
  const date = localDate(entry.startedAt, zone);
  const overlap = overlaps ? [overlapLine(overlaps, date, zone)] : [];
  const facts: [string, string][] = [
    ['Project', entry.project === null ? '—' : safeLine(entry.project, 200)],
    ['Client', entry.client === null ? '—' : safeLine(entry.client, 200)],
    ['State', entry.status],
    [`Total of ${spokenDate(date)}`, duration(dayTotal)],
  ];
  const small = notes.map((note) => safeLine(note));
  const lines = [headline, ...description, ...overlap];
  return {
    text: textOf([...lines, ...facts.map(([name, value]) => `${name}: ${value}`), ...small]),
    blocks: [
      ...sections(lines),
      fields(facts),
      ...small.map(context),
      actions([button(ACTION.undo, 'Undo', entry.id), button(ACTION.edit, 'Edit', entry.id)]),
    ],
  };
}
