import type { Client } from 'pg';
import { COLUMNS, toValues, type Value } from './event.columns';
import { googlePages, type Listing } from './google.pages';
import type { Lane } from './lane';
import { createTwin } from './twin.table';

export const ROW_TABLE = 'row_at_a_time_events';

const SELECT = {
  name: 'select_event',
  text: `SELECT * FROM ${ROW_TABLE} WHERE calendar_id = $1 AND provider_event_id = $2`,
};
const INSERT = {
  name: 'insert_event',
  text: `INSERT INTO ${ROW_TABLE} (${COLUMNS.join(', ')})
    VALUES (${COLUMNS.map((_, place) => `$${place + 1}`).join(', ')})`,
};
const UPDATE = {
  name: 'update_event',
  text: `UPDATE ${ROW_TABLE} SET ${COLUMNS.map((name, place) => `${name} = $${place + 1}`).join(', ')}
    WHERE calendar_id = $1 AND provider_event_id = $3`,
};

/**
 * How the Python ancestor did it: look for each event, then insert or update it, commit once at the end. The kindest
 * version of that: no ORM, no objects, one connection, every statement prepared once, one transaction.
 */
export async function rowAtATimeLane(database: Client, calendarId: string, listing: Listing): Promise<Lane> {
  await createTwin(database, ROW_TABLE);
  return {
    name: 'row at a time',
    prepare: async () => void (await database.query(`TRUNCATE ${ROW_TABLE}`)),
    run: async () => {
      let stored = 0;
      await database.query('BEGIN');
      for await (const items of googlePages(listing)) {
        for (const item of items) await storeOne(database, toValues(calendarId, item));
        stored += items.length;
      }
      await database.query('COMMIT');
      return stored;
    },
  };
}

async function storeOne(database: Client, values: Value[]): Promise<void> {
  const [calendarId, , eventId] = values;
  const { rowCount } = await database.query({ ...SELECT, values: [calendarId, eventId] });
  await database.query({ ...(rowCount === 0 ? INSERT : UPDATE), values });
}
