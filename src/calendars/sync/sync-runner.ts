import { Injectable, Logger } from '@nestjs/common';
import { AccountAccess } from '../connections/account-access';
import { ProviderRegistry } from '../provider/provider-registry';
import { EventPuller, type PullOutcome } from './event-puller';
import type { Lease } from './lease.repository';
import { factsOf, RunOutcomes } from './run-outcomes';

/** A run that succeeded. */
export interface FinishedRun extends PullOutcome {
  startedAt: Date;
  finishedAt: Date;
}

/** Carries out one run under its lease, and stores how it ended. */
@Injectable()
export class SyncRunner {
  private readonly logger = new Logger('Sync');

  constructor(
    private readonly providers: ProviderRegistry,
    private readonly accounts: AccountAccess,
    private readonly puller: EventPuller,
    private readonly outcomes: RunOutcomes,
  ) {}

  /** @throws RunFailed */
  async run(lease: Lease): Promise<FinishedRun> {
    this.logger.log(factsOf(lease), 'sync started');
    let outcome: PullOutcome;
    try {
      outcome = await this.pull(lease);
    } catch (error) {
      throw await this.outcomes.fail(lease, error);
    }
    const finishedAt = await this.outcomes.succeed(lease, outcome);
    return { ...outcome, startedAt: lease.startedAt, finishedAt };
  }

  private pull(lease: Lease): Promise<PullOutcome> {
    const provider = this.providers.get(lease.calendar.provider);
    const pull = this.puller.begin(lease);
    return this.accounts.use(lease.calendar.oauthAccount, (access) =>
      this.puller.run(lease, pull, provider, access),
    );
  }
}
