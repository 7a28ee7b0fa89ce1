import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Clock } from '../../common/clock';
import { persistently } from '../../common/persistently';
import { EndingPatience } from './ending-patience';
import { type Lease, LeaseRepository } from './lease.repository';
import { RunOutcomeRepository } from './run-outcome.repository';

const HEARTBEAT_MS = 10_000;
const HANDING_BACK_MS = 1_000;
const POLL_MS = 50;

/** Keeps the leases of this process alive, and gives them back when it ends, so that another one goes on at once. */
@Injectable()
export class LeaseKeeper implements BeforeApplicationShutdown {
  private readonly held = new Set<Lease>();
  private lettingGo?: Promise<void>;

  constructor(
    private readonly leases: LeaseRepository,
    private readonly outcomes: RunOutcomeRepository,
    private readonly clock: Clock,
    private readonly patience: EndingPatience,
  ) {}

  /** Does `work` under the lease, with a sign of life every 10 seconds. @throws what `work` throws */
  async during<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
    this.held.add(lease);
    const heartbeat = setInterval(() => this.giveSignOfLife(lease), HEARTBEAT_MS);
    try {
      return await work();
    } finally {
      clearInterval(heartbeat);
      this.held.delete(lease);
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.letGo();
  }

  /**
   * Ends the work of this process; a second call joins the first. Runs that do not end in time are handed back: what
   * they stored stays, and another process goes on from their checkpoint.
   */
  letGo(): Promise<void> {
    return (this.lettingGo ??= this.waitAndHandBack());
  }

  private async waitAndHandBack(): Promise<void> {
    for (const giveUpAt = Date.now() + this.patience.finishMs; this.held.size > 0 && Date.now() < giveUpAt;)
      await sleep(POLL_MS);
    // One that cannot be handed back is taken up when its lease has run out.
    await Promise.allSettled([...this.held].map((lease) => this.handBack(lease)));
  }

  private async handBack(lease: Lease): Promise<void> {
    await persistently(() => this.outcomes.handBack(lease, this.clock.now()), HANDING_BACK_MS);
  }

  /** A failure here needs no answer: if it lasts, the lease runs out and the next page is refused by its fence. */
  private giveSignOfLife(lease: Lease): void {
    this.leases.renew(lease).catch(() => undefined);
  }
}
