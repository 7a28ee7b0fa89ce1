import type { Pointer } from './command';

/**
 * A text with a part of it written differently: how readings, suggestions and corrections come from an input. A colon
 * takes the place of the punctuation before it.
 */
export function rewritten(input: string, { start, end }: Pointer, text: string): string {
  const before = input.slice(0, start);
  return `${text.startsWith(':') ? withoutPunctuation(before.trimEnd()) : before}${text}${input.slice(end)}`;
}

function withoutPunctuation(text: string): string {
  return /[,;.]$/.test(text) ? text.slice(0, -1) : text;
}
