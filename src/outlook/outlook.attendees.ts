import type { Attendee, Partstat } from '../calendars/provider/calendar-event';
import { membersOf, textOf } from '../common/foreign-json';

/** Nobody reads a longer list, and Graph sends the whole of it. */
const MOST_ATTENDEES = 100;

const ANSWERS = new Map<unknown, Partstat>([
  ['accepted', 'accepted'],
  ['organizer', 'accepted'],
  ['tentativelyAccepted', 'tentative'],
  ['declined', 'declined'],
]);

/** Those of the list that have an address. https://learn.microsoft.com/graph/api/resources/attendee */
export function attendeesOf(list: unknown): Attendee[] {
  return Array.isArray(list) ? list.slice(0, MOST_ATTENDEES).flatMap(toAttendee) : [];
}

/**
 * The answer of the person whose calendar this is. They are also the organizer of an event without attendees, where
 * nobody was asked. https://learn.microsoft.com/graph/api/resources/responsestatus
 */
export function ownResponseOf({ responseStatus, attendees }: Record<string, unknown>): Partstat | null {
  const { response } = membersOf(responseStatus);
  const nobodyAsked = response === 'organizer' && !(Array.isArray(attendees) && attendees.length > 0);
  if (nobodyAsked) return null;
  return response === 'notResponded' ? 'needs_action' : (ANSWERS.get(response) ?? null);
}

/** The address in `{ emailAddress: { name, address } }`. */
export function addressOf(recipient: unknown): string | null {
  return textOf(membersOf(membersOf(recipient).emailAddress).address, 320);
}

function toAttendee(line: unknown): Attendee[] {
  const { emailAddress, status, type } = membersOf(line);
  const email = addressOf(line);
  const name = textOf(membersOf(emailAddress).name, 256);
  if (email === null) return [];
  return [
    {
      email,
      ...(name !== null && { name }),
      partstat: ANSWERS.get(membersOf(status).response) ?? 'needs_action',
      ...(type === 'optional' && { optional: true }),
      ...(type === 'resource' && { resource: true }),
    },
  ];
}
