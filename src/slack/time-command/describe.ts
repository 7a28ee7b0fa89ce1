import type { CommandContext, Log } from './command';
import { spokenDate, todayOf } from './local-date';
import { spokenMinutes } from './minutes';

/**
 * What was understood, for people: `2 h 30 m on Fri 13 Mar 2026 (Europe/Berlin)`; a range with its local times, and
 * an entry that ends now with today's date.
 */
export function describe({ durationMinutes, when }: Log, context: CommandContext): string {
  const duration = spokenMinutes(durationMinutes);
  const day = spokenDate(when.kind === 'ends_now' ? todayOf(context) : when.date);
  switch (when.kind) {
    case 'ends_now':
      return `${duration} until now, ${day} (${context.zone})`;
    case 'day':
      return `${duration} on ${day} (${context.zone})`;
    case 'range': {
      const nextDay = when.stop <= when.start ? ' the next day' : '';
      return `${duration} on ${day}, ${when.start}–${when.stop}${nextDay} (${context.zone})`;
    }
  }
}
