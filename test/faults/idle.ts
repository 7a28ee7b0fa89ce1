import { Redis } from 'ioredis';
import type { Cluster } from './cluster';

/** Bull keeps an empty list, set or queue as no key at all; these stay though nothing waits. */
const MAY_STAY = /:(id|meta|stalled-check|limiter)$/;

/** What is under way or waits, in Postgres and in Redis; nothing of it may stay for ever. */
export async function leftovers(cluster: Cluster): Promise<string[]> {
  const [rows, keys] = await Promise.all([busyRows(cluster), busyKeys(cluster.redis.url)]);
  return [...rows, ...keys];
}

/**
 * Nothing is under way, nothing waits, as far as Postgres knows. The queue lets go of a dead worker's jobs 40 seconds
 * later; nobody waits for that.
 */
export async function isAtRest(cluster: Cluster): Promise<boolean> {
  return (await busyRows(cluster)).length === 0;
}

/** Nothing is under way, nothing waits, and the queue holds on to nothing either. */
export async function isIdle(cluster: Cluster): Promise<boolean> {
  return (await leftovers(cluster)).length === 0;
}

async function busyRows(cluster: Cluster): Promise<string[]> {
  const rows = await cluster.sql<{ what: string }>(`
    SELECT format('run %s of %s is %s', id, calendar_id, status) AS what FROM sync_runs
      WHERE status IN ('queued', 'running')
    UNION ALL SELECT format('calendar %s is leased', id) FROM calendar_integrations WHERE lease_expires_at IS NOT NULL
    UNION ALL SELECT format('a slot of %s is held', subject) FROM request_slots WHERE holder IS NOT NULL`);
  return rows.map(({ what }) => what);
}

/** Keys of the queues that stand for jobs. */
async function busyKeys(url: string): Promise<string[]> {
  const redis = new Redis(url);
  try {
    const keys = await redis.keys('{*');
    return keys.filter((key) => !MAY_STAY.test(key));
  } finally {
    redis.disconnect();
  }
}

/** Makes every calendar due now, as if its interval were over; one that is being synced will not be, at its end. */
export async function makeAllDue(cluster: Cluster): Promise<void> {
  await cluster.sql(
    'UPDATE calendar_integrations SET next_sync_at = now() WHERE sync_enabled AND next_sync_at > now()',
  );
}

/** The pauses before further attempts are over. */
export async function endPauses(cluster: Cluster): Promise<void> {
  await cluster.sql(`UPDATE sync_runs SET run_after = now() WHERE status = 'queued' AND run_after > now()`);
}

/** How many calendars have had a sync that began after that instant, and succeeded. */
export async function syncedSince(cluster: Cluster, instant: Date): Promise<number> {
  const [row] = await cluster.sql<{ count: number }>(
    `SELECT count(DISTINCT calendar_id)::int AS count FROM sync_runs WHERE status = 'success' AND started_at > $1`,
    [instant],
  );
  return row!.count;
}
