import { Logger } from '@nestjs/common';

/**
 * Repeats a piece of work every few seconds: never twice at the same time. Failures do not end the process; they are
 * logged when they begin and when they are over: a database that is away for an hour is two lines, not two thousand.
 */
export class Ticker {
  private readonly logger = new Logger('Tick');
  private interval: NodeJS.Timeout | undefined;
  private early: NodeJS.Timeout | undefined;
  private current: Promise<void> | undefined;
  private failing = false;
  private stopped = false;

  /** @param work idempotent; what it leaves undone, the next tick does */
  constructor(
    private readonly name: string,
    private readonly everyMs: number,
    private readonly work: () => Promise<unknown>,
  ) {}

  /** Begins to tick. @returns the interval, for the `SchedulerRegistry` */
  start(): NodeJS.Timeout {
    this.interval = setInterval(() => void this.tick(), this.everyMs);
    return this.interval;
  }

  /** Does the work, unless it is being done. Never rejects. */
  async tick(): Promise<void> {
    if (this.current !== undefined || this.stopped) return;
    this.current = this.attempt();
    await this.current;
    this.current = undefined;
  }

  /** Ticks once more after so many milliseconds, or right after the tick under way. Calls until then share that tick. */
  soon(milliseconds: number): void {
    if (this.early !== undefined || this.stopped) return;
    this.early = setTimeout(() => {
      void (this.current ?? Promise.resolve()).then(() => {
        this.early = undefined;
        return this.tick();
      });
    }, milliseconds);
  }

  /** No more ticks; waits for the one under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.interval);
    clearTimeout(this.early);
    await this.current;
  }

  private async attempt(): Promise<void> {
    try {
      await this.work();
      if (this.failing) this.logger.log({ tick: this.name }, 'tick works again');
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.logger.error({ tick: this.name, err: error }, 'tick fails');
      this.failing = true;
    }
  }
}
