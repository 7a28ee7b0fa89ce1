import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { BillingTarget } from '../../../billing/time-entries/billing-targets';
import { TimeEntriesService } from '../../../billing/time-entries/time-entries.service';
import { boundsOf } from '../../../calendars/day/local-days';
import { Clock } from '../../../common/clock';
import type { Log } from '../../time-command/command';
import { DayEntriesRepository } from './day-entries.repository';
import { placedByItself, placedOn, type Placement } from './placement';
import { SlackEntriesRepository } from './slack-entries.repository';
import { TurnsRepository } from './turns.repository';

/** Within this time the same command is more likely a slip than meant. */
const TWICE_WITHIN_MS = 60_000;

/** Work that is to be stored. */
export interface NewWork extends BillingTarget {
  userId: string;
  zone: string;
  log: Log;
  /** When it was asked for: work that ends now ends then. */
  now: Date;
  /** The question or form that it answers, if any. */
  question: string | null;
  /** The person means the same command again. */
  again: boolean;
}

/** What became of the work. `answered`: the question was answered before, by this entry unless it is gone. */
export type Logged =
  { kind: 'made' | 'duplicate'; entryId: string } | { kind: 'answered'; entryId: string | null };

/** Stores what people log in Slack. */
@Injectable()
export class WorkLog {
  constructor(
    private readonly turns: TurnsRepository,
    private readonly entries: TimeEntriesService,
    private readonly made: SlackEntriesRepository,
    private readonly days: DayEntriesRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes an entry and remembers its command, both or neither; before it returns, both are committed. Nobody is notified:
   * the reply tells the person.
   * @throws ValidationFailed, Conflict as `TimeEntriesService.create`
   */
  log(work: NewWork): Promise<Logged> {
    return this.turns.inTurn(work.userId, async (manager) => {
      const before = await this.before(manager, work);
      if (before) return before;
      const { userId, projectId, clientId, log } = work;
      const placement = await this.place(manager, work);
      const draft = { ...placement, projectId, clientId, description: log.description };
      const { id } = await this.entries.create(userId, draft, 'slack', manager, { announce: false });
      await this.made.add(manager, {
        userId,
        timeEntryId: id,
        command: log.input,
        question: work.question,
        createdAt: this.clock.now(),
      });
      return { kind: 'made', entryId: id };
    });
  }

  private async before(
    manager: EntityManager,
    { userId, log, question, again }: NewWork,
  ): Promise<Logged | undefined> {
    const answer = question === null ? null : await this.made.findAnswer(manager, userId, question);
    if (answer) return { kind: 'answered', entryId: answer.timeEntryId };
    if (again) return undefined;
    const after = new Date(this.clock.now().getTime() - TWICE_WITHIN_MS);
    const same = await this.made.findSame(manager, userId, log.input, after);
    return same?.timeEntryId ? { kind: 'duplicate', entryId: same.timeEntryId } : undefined;
  }

  private async place(manager: EntityManager, { userId, zone, log, now }: NewWork): Promise<Placement> {
    const placement = placedByItself(log, now);
    if (placement || log.when.kind !== 'day') return placement!;
    const { date } = log.when;
    const day = boundsOf({ from: date, to: date, timezone: zone });
    const logged = await this.days.end(manager, userId, day);
    return placedOn(date, log.durationMinutes, logged, { day, zone });
  }
}
