import { untilBefore } from './event.time';
import { EventPatch, GoogleEvent } from './google.event';
import { formatRecurrence, parseRecurrence } from './recurrence.text';

/**
 * "This and following": what becomes of the master, and the new master that takes over at `instance`.
 * @param place how many instances the rule had planned before it; a COUNT is shared out by it
 */
export function splitAt(
  master: GoogleEvent,
  instance: GoogleEvent,
  place: number,
): { ending: EventPatch; following: GoogleEvent } {
  const { recurringEventId: _, originalStartTime = {}, iCalUID: _uid, ...shared } = instance;
  const { count, ...rule } = parseRecurrence(master.recurrence ?? []);
  const left = count === undefined ? undefined : count - place;
  const stamp = instance.id.slice(master.id.length + 1).replace('Z', '');
  return {
    ending: { recurrence: formatRecurrence({ ...rule, until: untilBefore(originalStartTime) }) },
    following: {
      ...shared,
      id: `${master.id}_R${stamp}`,
      recurrence: formatRecurrence({ ...rule, count: left }),
    },
  };
}
