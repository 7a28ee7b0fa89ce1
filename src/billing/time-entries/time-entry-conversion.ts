import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Unavailable } from '../../common/errors/problem';
import { type BillingTarget, BillingTargets } from './billing-targets';
import {
  ConversionsRepository,
  type ConvertedRow,
  type MeetingIdentity,
  type NewConversion,
} from './conversions.repository';
import { EntryNews } from './entry-news';
import { MeetingTooLong } from './meeting-too-long';
import { fitsInEntry } from './span';

/** What became of a meeting: the id of its entry, and whether this very call made it. */
export interface Conversion {
  id: string;
  created: boolean;
}

const ATTEMPTS = 5;

/** Turns meetings into time entries: one for each user and meeting, whatever races. For the rooms that import billing. */
@Injectable()
export class TimeEntryConversion {
  constructor(
    private readonly targets: BillingTargets,
    private readonly conversions: ConversionsRepository,
    private readonly news: EntryNews,
  ) {}

  /**
   * Makes the pending entry of a meeting, or finds the one that exists; if another transaction is just making it, this
   * waits for that one. The entry cannot be deleted until the transaction of `manager` ends.
   * @param manager of a READ COMMITTED transaction that has said who acts (`actAs`)
   * @throws ValidationFailed, Conflict as `BillingTargets.resolve`; MeetingTooLong
   */
  async create(manager: EntityManager, conversion: NewConversion): Promise<Conversion> {
    const [made] = await this.createMany(manager, [conversion]);
    return made!;
  }

  /**
   * As `create` for up to 500 meetings, with one INSERT for all; the owner gets one notification for all new entries.
   * @returns one conversion for each of `conversions`, in their order; a meeting that is given twice is created once
   * @throws ValidationFailed, Conflict as `create`, for the first that is refused; then none is made
   */
  async createMany(manager: EntityManager, conversions: NewConversion[]): Promise<Conversion[]> {
    conversions.forEach(requireShort);
    const resolved = await this.resolveTargets(manager, conversions);
    const made = new Map<string, Conversion>();
    let missing = resolved;
    // An entry that stopped ours may be withdrawn before we find it: then its meeting is free again.
    for (let attempt = 0; missing.length > 0; attempt += 1) {
      if (attempt === ATTEMPTS)
        throw new Unavailable('The meeting is being converted and withdrawn at this moment: try again.');
      remember(made, await this.conversions.insert(manager, missing), true);
      missing = missing.filter((conversion) => !made.has(keyOf(conversion)));
      if (missing.length > 0) remember(made, await this.conversions.find(manager, missing), false);
      missing = missing.filter((conversion) => !made.has(keyOf(conversion)));
    }
    await this.news.announce(manager, createdOf(made));
    return inOrder(resolved, made);
  }

  /** Resolves each different pair of project and client once, in the same order for everybody, against deadlocks. */
  private async resolveTargets(
    manager: EntityManager,
    conversions: NewConversion[],
  ): Promise<NewConversion[]> {
    const pairs = new Map(conversions.map((conversion) => [pairOf(conversion), conversion]));
    const resolved = new Map<string, BillingTarget>();
    for (const pair of [...pairs.keys()].sort()) {
      const conversion = pairs.get(pair)!;
      const { targets } = this;
      const target = conversion.isDefault
        ? await targets.resolveDefault(manager, conversion)
        : await targets.resolve(manager, conversion);
      resolved.set(pair, target);
    }
    return conversions.map((conversion) => ({ ...conversion, ...resolved.get(pairOf(conversion)) }));
  }
}

function requireShort({ meeting: { startsAt, endsAt } }: NewConversion): void {
  if (!fitsInEntry(startsAt, endsAt)) throw new MeetingTooLong();
}

function remember(made: Map<string, Conversion>, rows: ConvertedRow[], created: boolean): void {
  for (const row of rows) made.set(keyOf({ userId: row.userId, provenance: row }), { id: row.id, created });
}

function createdOf(made: Map<string, Conversion>): string[] {
  return [...made.values()].filter(({ created }) => created).map(({ id }) => id);
}

function inOrder(conversions: NewConversion[], made: Map<string, Conversion>): Conversion[] {
  const seen = new Set<string>();
  return conversions.map((conversion) => {
    const key = keyOf(conversion);
    const { id, created } = made.get(key)!;
    const first = !seen.has(key);
    seen.add(key);
    return { id, created: created && first };
  });
}

function keyOf({ userId, provenance }: { userId: string; provenance: MeetingIdentity }): string {
  const { issuer, subject, calendarId, eventId } = provenance;
  return JSON.stringify([userId, issuer, subject, calendarId, eventId]);
}

function pairOf({ projectId, clientId, isDefault = false }: NewConversion): string {
  return JSON.stringify([projectId, clientId, isDefault]);
}
