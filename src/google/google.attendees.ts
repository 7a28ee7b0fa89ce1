import type { Attendee, Partstat } from '../calendars/provider/calendar-event';
import { membersOf, textOf } from '../common/foreign-json';

/** Of larger meetings Google is asked for the user alone (`maxAttendees`), so this cuts only a slip of Google's. */
export const MOST_ATTENDEES = 100;

const ANSWERS = new Map<unknown, Partstat>([
  ['accepted', 'accepted'],
  ['tentative', 'tentative'],
  ['declined', 'declined'],
]);

/** Those of the list that have an address. */
export function attendeesOf(list: unknown): Attendee[] {
  return linesOf(list).slice(0, MOST_ATTENDEES).flatMap(toAttendee);
}

/**
 * The answer of the person whose calendar this is, null when the list does not have them.
 * https://developers.google.com/workspace/calendar/api/v3/reference/events#resource (attendees[].self)
 */
export function ownResponseOf(list: unknown): Partstat | null {
  const own = linesOf(list).find(({ self }) => self === true);
  return own ? answerOf(own) : null;
}

function toAttendee(line: Record<string, unknown>): Attendee[] {
  const email = textOf(line.email, 320);
  const name = textOf(line.displayName, 256);
  if (email === null) return [];
  return [
    {
      email,
      ...(name !== null && { name }),
      partstat: answerOf(line),
      ...(line.optional === true && { optional: true }),
      ...(line.resource === true && { resource: true }),
    },
  ];
}

function answerOf({ responseStatus }: Record<string, unknown>): Partstat {
  return ANSWERS.get(responseStatus) ?? 'needs_action';
}

function linesOf(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list.map(membersOf) : [];
}
