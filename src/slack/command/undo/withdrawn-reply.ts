import type { ShownEntry } from '../log/shown-entry';
import { sections } from '../reply/blocks';
import { safeLine } from '../reply/safe-line';
import { type Reply, textOf } from '../reply/reply';
import { spokenSpan } from '../reply/spoken-span';

/** Shows an entry that was taken back. */
export function withdrawnReply(entry: ShownEntry, zone: string): Reply {
  const of = [entry.project, entry.client].filter((name) => name !== null).map((name) => safeLine(name, 200));
  const lines = [
    `:leftwards_arrow_with_hook: Taken back: ${spokenSpan(entry, zone)}`,
    ...(of.length > 0 ? [of.join(' · ')] : []),
    ...(entry.description === '' ? [] : [`“${safeLine(entry.description)}”`]),
  ];
  return { text: textOf(lines), blocks: sections(lines) };
}
