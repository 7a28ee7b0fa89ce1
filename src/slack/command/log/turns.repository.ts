import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { User } from '../../../accounts/users/user.entity';

/** Runs the commands of one person one after another, so that each sees what the last one did. */
@Injectable()
export class TurnsRepository {
  /** The last turn of each person in this process. */
  private readonly last = new Map<string, Promise<unknown>>();

  constructor(private readonly manager: EntityManager) {}

  /**
   * Does `work` in a transaction, in one process and one turn at a time for this person. Turns of this process wait
   * here, because waiting in the database would hold a connection each, and there are few.
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
