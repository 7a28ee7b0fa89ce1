import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, MoreThan, Not } from 'typeorm';
import { SlackTimeEntry } from '../slack-time-entry.entity';

/** The entries that commands made, for undo and to notice the same one again. */
@Injectable()
export class SlackEntriesRepository {
  /** What answered a question. */
  findAnswer(manager: EntityManager, userId: string, question: string): Promise<SlackTimeEntry | null> {
    return manager.findOneBy(SlackTimeEntry, { userId, question });
  }

  /** An entry that is still there and that the same command made after an instant. */
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

  /** The latest of a person, whatever became of it. */
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

  /** What made an entry; null if no command did. */
  findByEntry(manager: EntityManager, userId: string, timeEntryId: string): Promise<SlackTimeEntry | null> {
    return manager.findOneBy(SlackTimeEntry, { userId, timeEntryId });
  }

  /** Remembers that what a command made was taken back by its owner. */
  async markWithdrawn(manager: EntityManager, id: string, withdrawnAt: Date): Promise<void> {
    await manager.update(SlackTimeEntry, { id }, { withdrawnAt });
  }
}
