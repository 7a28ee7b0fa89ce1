import type { RemoteCalendar } from '../calendars/provider/calendar-provider';
import { idOf, membersOf, textOf } from '../common/foreign-json';
import { zoneOf } from './google.time';

/**
 * A line of the calendar list in the neutral shape; undefined for one that is deleted or has no id. Hidden calendars
 * count: they are hidden in Google's own pages only.
 * https://developers.google.com/workspace/calendar/api/v3/reference/calendarList#resource
 */
export function toRemoteCalendar(item: unknown): RemoteCalendar | undefined {
  const line = membersOf(item);
  const id = idOf(line.id);
  if (id === null || line.deleted === true) return undefined;
  const color = textOf(line.backgroundColor, 7);
  return {
    id,
    // The user's own name for it goes before the one that its owner gave.
    name: textOf(line.summaryOverride, 1024) ?? textOf(line.summary, 1024) ?? id,
    primary: line.primary === true,
    timezone: zoneOf(line.timeZone),
    color: color !== null && /^#[0-9a-f]{6}$/i.test(color) ? color : null,
    accessRole: textOf(line.accessRole, 64) ?? 'reader',
  };
}
