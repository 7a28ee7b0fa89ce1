import type { RemoteCalendar } from '../calendars/provider/calendar-provider';
import { idOf, membersOf, textOf } from '../common/foreign-json';

/**
 * A line of the list of calendars in the neutral shape; undefined for one without an id. Graph knows no zone of a
 * calendar, and the mailbox's own takes a permission (MailboxSettings.Read) that nothing else needs.
 * https://learn.microsoft.com/graph/api/resources/calendar
 */
export function toRemoteCalendar(item: unknown): RemoteCalendar | undefined {
  const line = membersOf(item);
  const id = idOf(line.id);
  if (id === null) return undefined;
  const color = textOf(line.hexColor, 7);
  return {
    id,
    name: textOf(line.name, 1024) ?? id,
    primary: line.isDefaultCalendar === true,
    timezone: null,
    color: color !== null && /^#[0-9a-f]{6}$/i.test(color) ? color : null,
    accessRole: roleIn(line),
  };
}

/** Only who made a calendar may share it, so `canShare` tells its owner. */
function roleIn({ canShare, canEdit }: Record<string, unknown>): string {
  if (canShare === true) return 'owner';
  return canEdit === true ? 'editor' : 'reader';
}
