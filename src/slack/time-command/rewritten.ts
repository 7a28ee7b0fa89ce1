import type { Pointer } from './command';

/** A text with a part of it written differently: how readings, suggestions and corrections come from an input. */
export function rewritten(input: string, { start, end }: Pointer, text: string): string {
  const before = input.slice(0, start);
  return `${text.startsWith(':') ? before.trimEnd() : before}${text}${input.slice(end)}`;
}
