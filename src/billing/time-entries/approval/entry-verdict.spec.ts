import fc from 'fast-check';
import { NO_TERMS } from '../../terms/whole-terms';
import { ENTRY_STATUSES, TimeEntry } from '../time-entry.entity';
import { approval, type Case, rejection, type EntryVerdict } from './entry-verdict';

const CLIENT = {
  ...NO_TERMS,
  hourlyRate: 12_000,
  currency: 'EUR',
  rounding: 'up',
  roundingMinutes: 15,
} as const;
const PENDING = {
  status: 'pending',
  clientId: 'c',
  projectId: null,
  invoiceId: null,
  durationMinutes: 83,
  rejectionReason: null,
} as const;

/** An entry of 83 minutes for a client that is billed 120 euros an hour, by quarters. */
function aCase(fields: Partial<TimeEntry> = {}, project: Case['project'] = null): Case {
  const entry = Object.assign(new TimeEntry(), PENDING, fields);
  return { entry, project, client: entry.clientId === null ? null : CLIENT };
}

/** The code of a refusal, or what is written. */
function outcome(verdict: EntryVerdict): unknown {
  return 'refusal' in verdict ? verdict.refusal.code : verdict.writes;
}

describe('A verdict', () => {
  it('approves a pending entry on the terms of the moment', () => {
    expect(outcome(approval(aCase()))).toEqual({
      status: 'approved',
      rejectionReason: null,
      billableMinutes: 90,
      hourlyRate: 12_000,
      currency: 'EUR',
    });
  });

  it('takes the project’s rate and the client’s rounding, where each has one', () => {
    const project = { ...NO_TERMS, hourlyRate: 500, currency: 'JPY' };

    expect(outcome(approval(aCase({}, project)))).toMatchObject({
      billableMinutes: 90,
      hourlyRate: 500,
      currency: 'JPY',
    });
  });

  it('forgets what was agreed when it rejects', () => {
    expect(outcome(rejection('Why?')(aCase({ status: 'approved' })))).toEqual({
      status: 'rejected',
      rejectionReason: 'Why?',
      billableMinutes: null,
      hourlyRate: null,
      currency: null,
    });
  });

  it.each([
    ['an approved entry is approved', approval, { status: 'approved' }],
    ['a rejected entry is rejected', rejection('Why?'), { status: 'rejected', rejectionReason: 'Why?' }],
  ] as const)('writes nothing when %s for the same reason', (_, judge, fields) => {
    expect(outcome(judge(aCase(fields)))).toBeNull();
  });

  it('replaces the reason of a rejected entry by another', () => {
    const judged = aCase({ status: 'rejected', rejectionReason: 'Why?' });

    expect(outcome(rejection('How?')(judged))).toMatchObject({ rejectionReason: 'How?' });
  });

  it.each([
    [{ status: 'rejected' }, 'conflict'],
    [{ clientId: null }, 'conflict'],
    [{ status: 'approved', invoiceId: 'i' }, 'entry_locked'],
    [{ status: 'billed', invoiceId: 'i', invoice: { number: 7 } }, 'entry_locked'],
  ] as const)('does not approve an entry with %j', (fields, code) => {
    expect(outcome(approval(aCase(fields)))).toBe(code);
  });

  it('lets nobody judge what is on an invoice, and leaves the entry it looks at alone', () => {
    const anyCase = fc
      .record({
        status: fc.constantFrom(...ENTRY_STATUSES),
        clientId: fc.option(fc.constant('c')),
        invoiceId: fc.option(fc.constant('i')),
        durationMinutes: fc.integer({ min: 1, max: 44_640 }),
      })
      .map((fields) => aCase(fields));
    fc.assert(
      fc.property(anyCase, fc.constantFrom(approval, rejection('Why?')), (judged, judge) => {
        const before = { ...judged.entry };
        const verdict = judge(judged);
        expect({ ...judged.entry }).toEqual(before);
        const locked = before.invoiceId !== null || before.status === 'billed';
        expect('refusal' in verdict && verdict.refusal.code === 'entry_locked').toBe(locked);
      }),
    );
  });
});
