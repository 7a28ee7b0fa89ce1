import fc from 'fast-check';
import type { Response } from 'supertest';
import type { BilledWork } from './billed-work';
import { MARCH } from './billed-work';

/** What somebody does next; `at` picks the invoice or entry among those that there are then. */
export interface Deed {
  act: keyof typeof ACTS;
  at: number;
}

/** What they all work on. */
export interface Stage {
  work: BilledWork;
  client_id: string;
  entries: string[];
}

type Act = (stage: Stage, at: number) => Promise<Response>;

const pick = <T>(list: T[], at: number): T | undefined => list[at % list.length];

const onEntry =
  (request: (stage: Stage, path: string, at: number) => Promise<Response>): Act =>
  (stage, at) =>
    request(stage, `/time-entries/${pick(stage.entries, at)!}`, at);

const onInvoice =
  (act: string, status: string): Act =>
  async ({ work: { people }, client_id }, at) => {
    const listed = await people.admin.get(`/invoices?client_id=${client_id}&status=${status}`);
    const invoice = pick<{ id: string }>(listed.body.invoices, at);
    return invoice ? people.admin.post(`/invoices/${invoice.id}/${act}`) : listed;
  };

const ACTS = {
  draftAll: ({ work, client_id }) => work.people.admin.post('/invoices', { client_id, ...MARCH }),
  draftOneDay: ({ work, client_id }, at) => {
    const day = `2026-03-${String((at % 12) + 1).padStart(2, '0')}`;
    return work.people.admin.post('/invoices', { client_id, from: day, to: day });
  },
  finalize: onInvoice('finalize', 'draft'),
  voidDraft: onInvoice('void', 'draft'),
  voidFinalized: onInvoice('void', 'finalized'),
  approve: onEntry(({ work }, path) => work.people.admin.post(`${path}/approve`)),
  reject: onEntry(({ work }, path) => work.people.admin.post(`${path}/reject`, { reason: 'Why?' })),
  edit: onEntry(({ work }, path, at) => work.people.member.patch(path, { duration_minutes: (at % 200) + 1 })),
} satisfies Record<string, Act>;

/** Finalizing more often than voiding, so that something is left to be wrong about. */
const DEED: fc.Arbitrary<Deed> = fc.record({
  act: fc.constantFrom<Deed['act']>(
    ...(['draftAll', 'draftOneDay', 'draftOneDay', 'finalize', 'finalize', 'finalize'] as const),
    ...(['voidDraft', 'voidFinalized', 'approve', 'approve', 'reject', 'edit'] as const),
  ),
  at: fc.nat(999),
});

/** What fifty people do, each one thing after the other. */
export const FIFTY: fc.Arbitrary<Deed[][]> = fc.array(fc.array(DEED, { minLength: 3, maxLength: 3 }), {
  minLength: 50,
  maxLength: 50,
});

/** All at once. @returns the statuses of all answers */
export async function play(stage: Stage, people: Deed[][]): Promise<number[]> {
  const statuses = people.map(async (deeds) => {
    const own: number[] = [];
    for (const { act, at } of deeds) own.push((await ACTS[act](stage, at)).status);
    return own;
  });
  return (await Promise.all(statuses)).flat();
}
