import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { User } from '../../accounts/users/user.entity';
import { Conflict } from '../../common/errors/problem';
import type { Client } from '../clients/client.entity';
import { holdClient } from '../clients/open-client';
import { actAs } from '../history/acting';
import type { Editor } from '../time-entries/entry-reach';
import { BillableEntriesRepository } from './billable-entries.repository';
import { type NewLine, InvoiceRowsRepository } from './invoice-rows.repository';
import { Invoice } from './invoice.entity';
import { toPeriod } from './period';
import { inOneCurrency, priced, type PricedEntry, sharesOf } from './priced-lines';

/** What an invoice is to be drafted from. */
export interface DraftRequest {
  clientId: string;
  /** Instants, or local days of whoever drafts: see `toPeriod`. */
  from: Date | string;
  to: Date | string;
  /** ISO 4217; may be left out if all entries have the same. */
  currency?: string;
}

/** Even at the highest rate, so many lines add up to a safe integer, and they print in a reasonable time. */
const MOST_LINES = 5_000;

/** Drafts invoices from approved time entries. */
@Injectable()
export class DraftingService {
  constructor(
    private readonly manager: EntityManager,
    private readonly billable: BillableEntriesRepository,
    private readonly rows: InvoiceRowsRepository,
  ) {}

  /**
   * Drafts an invoice from a client's approved entries of a period that are on no invoice, and holds them: nobody changes
   * them or puts them on another invoice until this one is finalized or voided.
   * @param editor who drafts it, from their own entries; with an admin's reach from everybody's
   * @returns the id of the draft
   * @throws ValidationFailed for an unknown client, and when the period is empty or has days that do not exist
   * @throws Conflict `nothing_to_bill`, `rate_missing`, `mixed_currencies`, or for more than 5,000 entries
   */
  draft({ userId, reach }: Editor, { clientId, from, to, currency }: DraftRequest): Promise<string> {
    return this.manager.transaction(async (manager) => {
      await actAs(manager, userId);
      const { timezone } = await manager.findOneByOrFail(User, { id: userId });
      const { start: periodStart, end: periodEnd } = toPeriod(from, to, timezone);
      const client = await holdClient(manager, clientId);
      const scope = { start: periodStart, end: periodEnd, clientId, owner: reach };
      const lines = inOneCurrency(priced(await this.billable.lock(manager, scope)), currency);
      requirePrintable(lines.length);
      const head = { userId, periodStart, periodEnd, timezone, ...billedTo(client), ...summedUp(lines) };
      const { id } = await manager.save(manager.create(Invoice, head));
      await this.rows.hold(manager, id, toLines(lines));
      return id;
    });
  }
}

function requirePrintable(lines: number): void {
  if (lines <= MOST_LINES) return;
  const limit = `an invoice has at most ${MOST_LINES}: shorten the period`;
  throw new Conflict(`There are ${lines} time entries to bill, and ${limit}.`);
}

function billedTo({ id, name, email }: Client): Partial<Invoice> {
  return { clientId: id, clientName: name, clientEmail: email };
}

/** @param lines of one currency */
function summedUp(lines: PricedEntry[]): Partial<Invoice> {
  const { currency, entries, minutes, total } = sharesOf(lines)[0]!;
  return { currency, lineCount: entries, minutes, total };
}

/** In the order in which the work was done. */
function toLines(lines: PricedEntry[]): NewLine[] {
  const inOrder = [...lines].sort(
    (a, b) => a.entry.startedAt.getTime() - b.entry.startedAt.getTime() || (a.entry.id < b.entry.id ? -1 : 1),
  );
  return inOrder.map(({ entry, hourlyRate, rateAgreed, amount }, index) => ({
    position: index + 1,
    timeEntryId: entry.id,
    projectName: entry.projectName,
    personName: entry.personName,
    description: entry.description,
    startedAt: entry.startedAt,
    minutes: entry.minutes,
    hourlyRate,
    rateAgreed,
    amount,
  }));
}
