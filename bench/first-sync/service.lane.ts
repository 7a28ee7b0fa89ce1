import type { Client } from 'pg';
import type { BusyCalendar } from '../stage/busy.calendar';
import type { Lane } from './lane';

/** The product: one request to the service, with everything that it does. */
export function serviceLane(database: Client, calendar: BusyCalendar): Lane {
  return {
    name: 'service',
    prepare: async () => {
      await database.query('TRUNCATE synced_calendar_events');
      await database.query(
        'UPDATE calendar_integrations SET cursor = NULL, checkpoint = NULL, rebase_at = NULL WHERE id = $1',
        [calendar.id],
      );
    },
    run: async () => (await calendar.sync()).synced_count,
  };
}
