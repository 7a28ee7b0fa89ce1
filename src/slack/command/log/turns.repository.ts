import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { User } from '../../../accounts/users/user.entity';

/** Lets the commands of one person happen one after another, so that two of them do not miss each other. */
@Injectable()
export class TurnsRepository {
  /** The last one of each person in this process. */
  private readonly last = new Map<string, Promise<unknown>>();

  constructor(private readonly manager: EntityManager) {}

  /**
   * Does `work` in a transaction, alone for this person in all processes. Those of this process wait here: in the
   * database each would hold a connection meanwhile, and the connections are few.
   */
  async inTurn<T>(userId: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const before = this.last.get(userId);
    const turn = (before ?? Promise.resolve()).then(() => this.locked(userId, work));
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    this.last.set(userId, settled);
    try {
      return await turn;
    } finally {
      if (this.last.get(userId) === settled) this.last.delete(userId);
    }
  }

  private locked<T>(userId: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.manager.transaction(async (manager) => {
      await manager.findOneOrFail(User, {
        where: { id: userId },
        select: { id: true },
        lock: { mode: 'for_no_key_update' },
      });
      return work(manager);
    });
  }
}
