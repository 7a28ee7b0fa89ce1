import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { toCopyText } from './copy.text';
import { COLUMNS, toValues } from './event.columns';
import { googlePages, type Listing } from './google.pages';
import type { Lane } from './lane';
import { createTwin } from './twin.table';

export const FLOOR_TABLE = 'floor_events';
const COPY = `COPY ${FLOOR_TABLE} (${COLUMNS.join(', ')}) FROM STDIN`;

/**
 * What nobody can beat by much: fetch the pages, parse them, and pour them into one COPY, the fastest way into
 * PostgreSQL. No account, no lease, no filter, no history, no second run, no answer to a crash.
 */
export async function floorLane(database: Client, calendarId: string, listing: Listing): Promise<Lane> {
  await createTwin(database, FLOOR_TABLE);
  return {
    name: 'floor (COPY)',
    prepare: async () => void (await database.query(`TRUNCATE ${FLOOR_TABLE}`)),
    run: async () => {
      let stored = 0;
      async function* text(): AsyncGenerator<string> {
        for await (const items of googlePages(listing)) {
          stored += items.length;
          yield toCopyText(items.map((item) => toValues(calendarId, item)));
        }
      }
      await pipeline(text, database.query(copyFrom(COPY)));
      return stored;
    },
  };
}
