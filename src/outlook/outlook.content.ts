import type { CalendarEvent } from '../calendars/provider/calendar-event';
import { membersOf, textOf } from '../common/foreign-json';
import { attendeesOf } from './outlook.attendees';

/** What an event is about. */
export type Content = Pick<
  CalendarEvent,
  'summary' | 'description' | 'location' | 'attendees' | 'categories'
>;

/** A private event keeps its time and loses what it is about; its owner's categories would tell as well. */
export const NO_CONTENT: Content = {
  summary: null,
  description: null,
  location: null,
  attendees: [],
  categories: [],
};

/** Graph names no greatest lengths but for a subject's 255; these are beyond what Outlook lets people type. */
export function contentOf(event: Record<string, unknown>): Content {
  return {
    summary: textOf(event.subject, 1024),
    description: descriptionOf(event),
    location: textOf(membersOf(event.location).displayName, 1024),
    attendees: attendeesOf(event.attendees),
    categories: categoriesOf(event.categories),
  };
}

/** The body is text because we ask for that (`outlook.body-content-type`); where it is not, its preview always is. */
function descriptionOf({ body, bodyPreview }: Record<string, unknown>): string | null {
  const { contentType, content } = membersOf(body);
  const text = contentType === 'text' ? content : bodyPreview;
  return typeof text === 'string' ? textOf(text.trim(), 8192) : null;
}

function categoriesOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list
    .slice(0, 100)
    .map((name) => textOf(name, 255))
    .filter((name) => name !== null);
}
