import type { ShownEntry } from '../log/shown-entry';
import { sections } from '../reply/blocks';
import { foreign } from '../reply/foreign-text';
import { type Reply, textOf } from '../reply/reply';
import { spokenSpan } from '../reply/spoken-span';

/** Says what is no longer there. */
export function withdrawnReply(entry: ShownEntry, zone: string): Reply {
  const of = [entry.project, entry.client].filter((name) => name !== null).map((name) => foreign(name, 200));
  const lines = [
    `:leftwards_arrow_with_hook: Taken back: ${spokenSpan(entry, zone)}`,
    ...(of.length > 0 ? [of.join(' · ')] : []),
    ...(entry.description === '' ? [] : [`“${foreign(entry.description)}”`]),
  ];
  return { text: textOf(lines), blocks: sections(lines) };
}
