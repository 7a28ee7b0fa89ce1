import type { Api } from '../harness/api';

/** A change as the wire shows it. */
export interface Recorded {
  id: string;
  at: string;
  actor: { id: string; name: string } | null;
  action: 'created' | 'changed' | 'deleted';
  changes: Record<string, { before: unknown; after: unknown }>;
}

/** The newest changes of an entry, `time-entries/<id>`, or of an invoice, `invoices/<id>`. */
export async function historyOf(api: Api, path: string): Promise<Recorded[]> {
  return (await api.get(`/${path}/history`).expect(200)).body.history;
}

/** Who did what, oldest first: `created by Mia`; `by itself` is the service. */
export async function toldOf(api: Api, entryId: string): Promise<string[]> {
  const records = await historyOf(api, `time-entries/${entryId}`);
  return records.map(({ action, actor }) => `${action} by ${actor?.name ?? 'itself'}`).reverse();
}
