import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { within } from '../../common/deadline';
import type { CheckResult, ChecksAnswer } from './health.wire';
import { RedisProbe } from './redis-probe';

/** How long a dependency may take to say that it is there; probes usually wait a second. */
const DEADLINE_MS = 800;

/** Asks PostgreSQL and Redis whether they are there. */
@Injectable()
export class HealthService {
  private running?: Promise<ChecksAnswer>;

  constructor(
    private readonly database: DataSource,
    private readonly redis: RedisProbe,
  ) {}

  /** Never rejects, and takes less than a second. Calls at the same time share one round of questions. */
  check(): Promise<ChecksAnswer> {
    this.running ??= this.ask().finally(() => (this.running = undefined));
    return this.running;
  }

  private async ask(): Promise<ChecksAnswer> {
    const [postgres, redis] = await Promise.all([
      verdict(this.database.query('SELECT 1')),
      verdict(this.redis.ping()),
    ]);
    return { postgres, redis };
  }
}

function verdict(question: Promise<unknown>): Promise<CheckResult> {
  return within(DEADLINE_MS, question).then(
    () => 'ok',
    () => 'unavailable',
  );
}
