import type { Pointer } from './command';

/** What may follow an item: white space, punctuation, or nothing. */
export const END = String.raw`(?=[\s:,;]|\.(?:\s|$)|$)`;
/** The same after a duration, which `2h-call` separates from its text. */
export const END_OR_DASH = String.raw`(?=[\s:,;-]|\.(?:\s|$)|$)`;

/** A pattern that is looked for at one offset alone, whatever the case of letters. */
export function pattern(source: string): RegExp {
  return new RegExp(source, 'iy');
}

/** The match of a sticky pattern at an offset. */
export function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | undefined {
  sticky.lastIndex = at;
  return sticky.exec(text) ?? undefined;
}

const SPACE = pattern(String.raw`\s+`);

/** The offset after the white space at an offset, if there is any. */
export function afterSpace(text: string, at: number): number {
  return at + (matchAt(SPACE, text, at)?.[0].length ?? 0);
}

/** Where a match stands. */
export function pointerOf(match: RegExpExecArray): Pointer {
  return { start: match.index, end: match.index + match[0].length };
}

/** The first result that is there: forms are tried in order. */
export function firstOf<T, A extends unknown[]>(
  attempts: readonly ((...args: A) => T | undefined)[],
  ...args: A
): T | undefined {
  for (const attempt of attempts) {
    const result = attempt(...args);
    if (result !== undefined) return result;
  }
  return undefined;
}
