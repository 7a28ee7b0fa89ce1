import type { CommandContext, Log, TargetWord } from './command';
import { isHead, readHead } from './head';
import { type ClientItem, fault, type Fault, type ProjectItem } from './item';
import { nearKeyword } from './keywords';
import { todayOf } from './local-date';
import type { Normalised } from './normalise';
import { placed } from './placing';

/** Reads a text as work to be stored, or says why it cannot. */
export function readLog({ text, folded }: Normalised, context: CommandContext): Log | Fault {
  const head = readHead(folded, todayOf(context));
  if (!isHead(head)) return head;
  if (head.time === undefined) return withoutTime(folded, head.end);
  const place = placed(head, head.time, context);
  if ('kind' in place) return place;
  return {
    kind: 'log',
    input: text,
    ...place,
    project: wordOf(text, head.project),
    client: wordOf(text, head.client),
    description: text.slice(head.end).trim(),
  };
}

function withoutTime(folded: string, end: number): Fault {
  const isCommand = end === 0 && nearKeyword(folded) !== undefined;
  return fault(isCommand ? 'unknown_command' : 'duration_missing', { start: end, end: folded.length });
}

function wordOf(text: string, item: ProjectItem | ClientItem | undefined): TargetWord | null {
  if (item === undefined) return null;
  const { pointer } = item;
  return { word: text.slice(pointer.start + 1, pointer.end), pointer };
}
