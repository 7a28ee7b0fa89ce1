import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TimeEntriesService } from '../../../billing/time-entries/time-entries.service';
import { Clock } from '../../../common/clock';
import { NotFound } from '../../../common/errors/problem';
import { DayEntriesRepository } from '../log/day-entries.repository';
import type { ShownEntry } from '../log/shown-entry';
import { SlackEntriesRepository } from '../log/slack-entries.repository';
import { TurnsRepository } from '../log/turns.repository';

/** Takes back entries that are still pending. Asking twice takes back one. */
@Injectable()
export class Withdrawal {
  constructor(
    private readonly turns: TurnsRepository,
    private readonly made: SlackEntriesRepository,
    private readonly shown: DayEntriesRepository,
    private readonly entries: TimeEntriesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes back the entry of a person's last command, never that of an earlier one: people who say it twice mean it
   * once.
   * @returns the entry as it was; null if there is nothing to take back
   * @throws Conflict `entry_locked` when it is no longer pending
   */
  last(userId: string): Promise<ShownEntry | null> {
    return this.turns.inTurn(userId, async (manager) => {
      const last = await this.made.findLast(manager, userId);
      return last?.timeEntryId ? this.withdraw(manager, userId, last.timeEntryId) : null;
    });
  }

  /** @throws NotFound for what is gone or somebody else's, Conflict `entry_locked` when it is no longer pending */
  one(userId: string, entryId: string): Promise<ShownEntry> {
    return this.turns.inTurn(userId, async (manager) => {
      const withdrawn = await this.withdraw(manager, userId, entryId);
      if (!withdrawn) throw new NotFound('The time entry');
      return withdrawn;
    });
  }

  private async withdraw(
    manager: EntityManager,
    userId: string,
    entryId: string,
  ): Promise<ShownEntry | null> {
    const entry = await this.shown.find(entryId, userId, manager);
    if (!entry) return null;
    const made = await this.made.findByEntry(manager, userId, entryId);
    await this.entries.withdraw(manager, entryId, userId);
    if (made) await this.made.markWithdrawn(manager, made.id, this.clock.now());
    return entry;
  }
}
