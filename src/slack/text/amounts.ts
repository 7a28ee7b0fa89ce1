import { spokenMinutes } from '../time-command/minutes';

/** A duration as people read it: `2 h 30 m`, `0 m`. */
export function duration(minutes: number): string {
  return minutes === 0 ? '0 m' : spokenMinutes(minutes);
}

/** `1 entry`, `2 entries`. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
