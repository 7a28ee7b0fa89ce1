import { duration } from './durations';
import { range } from './ranges';
import { firstOf } from './scan';

/**
 * `call bob 30m` with its time in front: `30m call bob`.
 * @param text and its folded form, of the same length
 * @returns undefined unless there is exactly one time among the words
 */
export function withTimeInFront(text: string, folded: string): string | undefined {
  const times = [];
  let searchedTo = 0;
  for (const { index } of folded.matchAll(/(?<=\s)\S/g)) {
    const time = index < searchedTo ? undefined : firstOf([range, duration], folded, index, '');
    if (!time) continue;
    times.push(time);
    if (times.length > 1) return undefined;
    searchedTo = time.pointer.end;
  }
  const [time] = times;
  if (time === undefined) return undefined;
  const { start, end } = time.pointer;
  const rest = `${text.slice(0, start)}${text.slice(end).trimStart()}`.trim();
  return `${text.slice(start, end)} ${rest}`;
}
