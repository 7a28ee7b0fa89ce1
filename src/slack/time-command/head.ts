import { bareNumber, numberAfterHours } from './bare-numbers';
import { date } from './dates';
import { noPastDay, relativeDay } from './days';
import { duration } from './durations';
import {
  type ClientItem,
  type DayItem,
  type DurationItem,
  fault,
  type Fault,
  type Item,
  type ProjectItem,
  type RangeItem,
  type Recogniser,
} from './item';
import { loneClockTime, range } from './ranges';
import { afterSpace, firstOf, matchAt, pattern } from './scan';
import { target } from './targets';

/** Everything before the description. */
export interface Head {
  time?: DurationItem | RangeItem;
  day?: DayItem;
  project?: ProjectItem;
  client?: ClientItem;
  /** Where the description begins, in the folded text. */
  end: number;
}

/** In this order: `9:00-10:00` begins like a duration, `1/2 hour` like a date. */
const ITEMS: readonly Recogniser[] = [range, loneClockTime, duration, date, relativeDay, noPastDay, target];

const LOG = pattern(String.raw`log(?=[\s:]|$)`);
const PUNCTUATION = pattern(String.raw`[,;.](?=\s|$)`);
const SEPARATOR = pattern('[:-]');
const EARLY_SEPARATOR = pattern(String.raw`:|-(?=\s|$)`);

/**
 * Reads items in any order up to a separator or the first word that is not an item: there the description begins. A
 * separator before the time separates nothing.
 * @param text the folded text
 */
export function readHead(text: string, today: string): Head | Fault {
  const head: Head = { end: matchAt(LOG, text, 0)?.[0].length ?? 0 };
  for (;;) {
    head.end = afterSpace(text, head.end);
    const found = firstOf(ITEMS, text, head.end, today) ?? unfinished(text, head, today);
    if (found?.kind === 'fault') return head.time ? orText(found) : found;
    if (found !== undefined) {
      const conflict = add(found, head, text);
      if (conflict) return conflict;
      head.end = found.pointer.end;
      if (matchAt(PUNCTUATION, text, head.end)) head.end += 1;
    } else if (head.time === undefined && matchAt(EARLY_SEPARATOR, text, head.end)) {
      head.end += 1;
    } else {
      return afterSeparator(text, head);
    }
  }
}

/** Whether what was read is a head. */
export function isHead(result: Head | Fault): result is Head {
  return !('kind' in result);
}

function unfinished(text: string, head: Head, today: string): Fault | undefined {
  if (head.time === undefined) return bareNumber(text, head.end, today);
  if (head.time.kind === 'range') return undefined;
  const number = numberAfterHours(text, head.time);
  return number?.pointer.start === head.end ? number : undefined;
}

function add(item: Item, head: Head, text: string): Fault | undefined {
  switch (item.kind) {
    case 'duration':
    case 'range':
      if (head.time) return twoTimes(head.time, item, text);
      head.time = item;
      return undefined;
    case 'day':
      if (head.day && head.day.date !== item.date) return second('day_conflict', item, head);
      head.day = item;
      return undefined;
    case 'project':
      if (head.project) return second('project_conflict', item, head);
      head.project = item;
      return undefined;
    case 'client':
      if (head.client) return second('client_conflict', item, head);
      head.client = item;
      return undefined;
  }
}

function second(code: Fault['code'], { pointer }: Item, head: Head): Fault {
  return head.time ? orText(fault(code, pointer)) : fault(code, pointer);
}

/** The second time may belong to the description, or the first was a slip. */
function twoTimes({ pointer: { start, end } }: Item, { pointer }: Item, text: string): Fault {
  const withoutFirst = text.slice(end, pointer.end).replace(/^[\s,;.]+/, '');
  const replacements = [{ text: withoutFirst, pointer: { start, end: pointer.end } }];
  return orText(fault('duration_conflict', pointer, { replacements }));
}

/** After the time, what was recognised may as well begin the description. */
function orText({ code, pointer, ...more }: Fault): Fault {
  const asText = { text: ': ', pointer: { start: pointer.start, end: pointer.start } };
  const replacements = [...(more.replacements ?? []), asText];
  return fault(code === 'duration_negative' ? 'duration_conflict' : code, pointer, { ...more, replacements });
}

function afterSeparator(text: string, head: Head): Head | Fault {
  if (!matchAt(SEPARATOR, text, head.end)) return head;
  const dash = { start: head.end, end: head.end + 1 };
  const isDash = text[head.end] === '-';
  // "2h - 30m lunch" may be a subtraction.
  const time = isDash ? firstOf([range, duration], text, afterSpace(text, dash.end), '') : undefined;
  if (!time) return { ...head, end: dash.end };
  const pointer = { start: dash.start, end: time.pointer.end };
  return fault('duration_conflict', pointer, { replacements: [{ text: ':', pointer: dash }] });
}
