import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, MoreThan, Not } from 'typeorm';
import { SlackTimeEntry } from '../slack-time-entry.entity';

/** The entries that commands made, for undo and to notice a command that comes again. */
@Injectable()
export class SlackEntriesRepository {
  /** The entry that answered a question. */
  findAnswer(manager: EntityManager, userId: string, question: string): Promise<SlackTimeEntry | null> {
    return manager.findOneBy(SlackTimeEntry, { userId, question });
  }

  /** An entry that still exists and that the same command made after an instant. */
  findSame(
    manager: EntityManager,
    userId: string,
    command: string,
    after: Date,
  ): Promise<SlackTimeEntry | null> {
    const stillThere = { withdrawnAt: IsNull(), timeEntryId: Not(IsNull()) };
    return manager.findOne(SlackTimeEntry, {
      where: { userId, command, createdAt: MoreThan(after), ...stillThere },
      order: { createdAt: 'DESC' },
    });
  }

  /** A person's latest, also if it was taken back. */
  findLast(manager: EntityManager, userId: string): Promise<SlackTimeEntry | null> {
    return manager.findOne(SlackTimeEntry, { where: { userId }, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  /** Remembers which command made an entry. @param manager of the transaction that makes it */
  async add(
    manager: EntityManager,
    made: Pick<SlackTimeEntry, 'userId' | 'timeEntryId' | 'command' | 'question' | 'createdAt'>,
  ): Promise<void> {
    await manager.insert(SlackTimeEntry, made);
  }

  /** The record of an entry; null if no command made it. */
  findByEntry(manager: EntityManager, userId: string, timeEntryId: string): Promise<SlackTimeEntry | null> {
    return manager.findOneBy(SlackTimeEntry, { userId, timeEntryId });
  }

  /** Remembers that an entry was taken back by its owner. */
  async markWithdrawn(manager: EntityManager, id: string, withdrawnAt: Date): Promise<void> {
    await manager.update(SlackTimeEntry, { id }, { withdrawnAt });
  }
}
