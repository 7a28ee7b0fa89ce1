import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { NotificationFacts } from '../../notifications/notification';
import { Outbox } from '../../notifications/outbox';
import { EntryNewsRepository, type NewEntries } from './entry-news.repository';

/** Notifies people of the entries that were made for them. */
@Injectable()
export class EntryNews {
  constructor(
    private readonly rows: EntryNewsRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * One message for all entries of a person that were made at once.
   * @param manager of the transaction that made them
   */
  async announce(manager: EntityManager, entryIds: string[]): Promise<void> {
    if (entryIds.length === 0) return;
    const entries = await this.rows.read(manager, entryIds);
    await this.outbox.raise(
      manager,
      entries.map((made) => ({ userId: made.userId, type: 'time_entry_created', facts: toFacts(made) })),
    );
  }
}

function toFacts({
  count,
  minutes,
  description,
  startedAt,
  project,
  client,
}: NewEntries): NotificationFacts['time_entry_created'] {
  if (count > 1) {
    return { count, minutes, description: null, startedAt: null, project: null, client: null };
  }
  return { count, minutes, description, startedAt: startedAt.toISOString(), project, client };
}
