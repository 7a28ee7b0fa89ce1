import type { Pointer } from '../../time-command/command';
import { escaped } from '../../text/escaped';

/** As much as is shown on either side of the place, and of a long place itself; in UTF-16 units. */
const AROUND = 40;

/** The input around what is wrong with it, with carets below. In a code block, so that they line up. */
export function snippet(input: string, { start, end }: Pointer): string {
  const from = Math.max(0, start - AROUND);
  const pointedEnd = Math.min(end, start + AROUND);
  const to = Math.min(input.length, pointedEnd + AROUND);
  const before = from > 0 ? '…' : '';
  const after = to < input.length ? '…' : '';
  const carets = '^'.repeat(Math.max(1, pointedEnd - start));
  const line = `${before}${escaped(oneLine(input.slice(from, to)))}${after}`;
  return `\`\`\`\n${line}\n${' '.repeat(before.length + start - from)}${carets}\n\`\`\``;
}

/** Of the same length, without halves of characters, and unable to end the code block. */
function oneLine(text: string): string {
  return text.replace(/\s|\p{Surrogate}/gu, ' ').replaceAll('`', "'");
}
