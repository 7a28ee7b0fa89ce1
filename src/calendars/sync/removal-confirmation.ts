import { Injectable } from '@nestjs/common';
import type { EventChange } from '../provider/calendar-event';
import { type Access, type CalendarProvider, looksUpEvents } from '../provider/calendar-provider';
import type { CalendarIntegration } from '../calendar-integration.entity';
import { EventsRepository } from '../events/events.repository';

/**
 * Some providers report events as removed that have only left the view. A stored event can come back with the next
 * sync, but the owner of a time entry would have been alarmed: so what was converted is looked up first.
 */
@Injectable()
export class RemovalConfirmation {
  constructor(private readonly events: EventsRepository) {}

  /** The changes of a page, with what is known now of the converted events that it reports as removed. */
  async confirm(
    calendar: CalendarIntegration,
    changes: EventChange[],
    provider: CalendarProvider,
    access: Access,
  ): Promise<EventChange[]> {
    const doubtful = changes.flatMap((change) =>
      change.kind === 'removed' && change.unconfirmed ? [change.id] : [],
    );
    if (doubtful.length === 0 || !looksUpEvents(provider)) return changes;
    const found: EventChange[] = [];
    for (const id of await this.events.convertedAmong(calendar.id, doubtful)) {
      const change = await provider.findEvent(access, { calendarId: calendar.providerCalendarId, id });
      if (change) found.push(change);
    }
    // Of two lines for one event the later one holds.
    return [...changes, ...found];
  }
}
