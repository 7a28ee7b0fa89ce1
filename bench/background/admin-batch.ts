import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '../stage/api.client';

interface BatchStatus {
  total: number;
  queued: number;
  running: number;
  succeeded: number;
  failed: number;
}

const POLL_MS = 50;
const PATIENCE_MS = 120_000;

/**
 * Syncs everything as an admin does, and waits until the service says that it is done.
 * @throws Error when it is not `calendars` that succeeded
 */
export async function syncAll(api: ApiClient, calendars: number): Promise<void> {
  const { batch_id } = await api.post<{ batch_id: string }>('/admin/integrations/sync', {});
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const batch = await api.get<BatchStatus>(`/admin/integrations/sync/${batch_id}`);
    if (batch.succeeded === calendars) return;
    const isOver = batch.queued + batch.running === 0;
    if (isOver || Date.now() > giveUpAt) throw new Error(`The batch ended as ${JSON.stringify(batch)}.`);
    await sleep(POLL_MS);
  }
}
