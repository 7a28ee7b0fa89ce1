import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { AccountAccess } from '../connections/account-access';
import { ProviderRegistry } from '../provider/provider-registry';
import { EventPuller, type PullOutcome } from './event-puller';
import { toFailure } from './failure';
import type { Lease } from './lease.repository';
import { RunRepository } from './run.repository';

/** A run that succeeded. */
export interface FinishedRun extends PullOutcome {
  startedAt: Date;
  finishedAt: Date;
}

/** Carries out one run under its lease, and writes down how it ended. */
@Injectable()
export class SyncRunner {
  private readonly logger = new Logger('Sync');

  constructor(
    private readonly providers: ProviderRegistry,
    private readonly accounts: AccountAccess,
    private readonly puller: EventPuller,
    private readonly runs: RunRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws whatever ended the run; its row and the calendar say so already */
  async run(lease: Lease): Promise<FinishedRun> {
    const facts = { calendarId: lease.calendar.id, runId: lease.runId, provider: lease.calendar.provider };
    this.logger.log(facts, 'sync started');
    try {
      const outcome = await this.pull(lease);
      const finishedAt = this.clock.now();
      await this.runs.succeed(lease, outcome.mode, outcome.counts, finishedAt);
      this.logger.log({ ...facts, mode: outcome.mode, ...outcome.counts }, 'sync succeeded');
      return { ...outcome, startedAt: lease.startedAt, finishedAt };
    } catch (error) {
      const now = this.clock.now();
      const failure = toFailure(error, lease.calendar.failureCount, now);
      this.logger.warn({ ...facts, code: failure.code, detail: failure.detail }, 'sync failed');
      await this.runs.fail(lease, failure, now);
      throw error;
    }
  }

  private pull(lease: Lease): Promise<PullOutcome> {
    const provider = this.providers.get(lease.calendar.provider);
    const pull = this.puller.begin(lease);
    return this.accounts.use(lease.calendar.oauthAccount, (access) =>
      this.puller.run(lease, pull, provider, access),
    );
  }
}
