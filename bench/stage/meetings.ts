import type { EventInput } from '../../sandbox/google/google.event';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Well inside of the window that the service looks at, so that its sliding changes nothing while we measure. */
const FIRST_DAY = -6;
const DAYS = 34;
const INSTANCES = 10;

/**
 * So many events of a busy calendar, the same ones every time but for today's date: one in ten is an instance of a
 * daily series, two in five have a description, half have three attendees.
 * @param count a multiple of 100
 */
export function meetings(count: number): EventInput[] {
  const today = Math.floor(Date.now() / DAY) * DAY;
  const singles = count * 0.9;
  const single = (number: number): EventInput => {
    const start = today + FIRST_DAY * DAY + Math.floor((number * DAYS * DAY) / singles / MINUTE) * MINUTE;
    return { id: singleId(number), ...content(number), ...span(start) };
  };
  const series = (number: number): EventInput => {
    const start = today + (FIRST_DAY + (number % (DAYS - INSTANCES))) * DAY + 9 * HOUR;
    const recurrence = [`RRULE:FREQ=DAILY;COUNT=${INSTANCES}`];
    return { id: `series${String(number).padStart(6, '0')}`, ...content(number), ...span(start), recurrence };
  };
  return [...numbers(singles, single), ...numbers(count / 100, series)];
}

/** The id of the n-th single event. */
export function singleId(number: number): string {
  return `event${String(number).padStart(6, '0')}`;
}

function numbers<T>(count: number, make: (number: number) => T): T[] {
  return Array.from({ length: count }, (_, number) => make(number));
}

function span(start: number): Pick<EventInput, 'start' | 'end'> {
  const at = (instant: number): { dateTime: string } => ({ dateTime: new Date(instant).toISOString() });
  return { start: at(start), end: at(start + HOUR) };
}

function content(number: number): EventInput {
  const agenda = `Agenda for meeting ${number}: what is done, what is next, who needs help. `.repeat(3);
  return {
    summary: `Meeting ${number}: "Müller & Söhne"`,
    location: `Room ${number % 40}, 2nd floor`,
    ...(number % 5 < 2 && { description: `${agenda}\nNotes:\tshared drive, folder ${number}` }),
    ...(number % 2 === 0 && { attendees: numbers(3, (place) => attendee(number, place)) }),
  };
}

function attendee(number: number, place: number): NonNullable<EventInput['attendees']>[number] {
  const person = (number * 3 + place) % 500;
  const responseStatus = place === 0 ? 'needsAction' : 'accepted';
  return { email: `person${person}@client.example`, displayName: `Person No. ${person}`, responseStatus };
}
