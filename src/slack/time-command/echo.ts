import type { Log, When } from './command';
import { writtenMinutes } from './minutes';

/**
 * What was understood, as a command that means the same: `2h 30m 2026-03-13 #acme @globex: design`. Days are written
 * out, so that the text means the same tomorrow; only an entry that ends now moves with the clock. It can be a little
 * longer than what was typed.
 */
export function echo({ durationMinutes, when, project, client, description }: Log): string {
  const head = [
    timeOf(when, durationMinutes),
    when.kind === 'ends_now' ? '' : when.date,
    project ? `#${project.word}` : '',
    client ? `@${client.word}` : '',
  ];
  const words = head.filter((word) => word !== '').join(' ');
  return description === '' ? words : `${words}: ${description}`;
}

function timeOf(when: When, minutes: number): string {
  return when.kind === 'range' ? `${when.start}-${when.stop}` : writtenMinutes(minutes);
}
