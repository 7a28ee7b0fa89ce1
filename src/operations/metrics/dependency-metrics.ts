import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { HealthService } from '../health/health.service';
import { QUEUE_STATES, QueueDepths } from '../overview/queue-depths.queue';
import { MetricsRegistry, PREFIX } from './metrics-registry';

/** Whether what we depend on is there, and what waits in Redis. */
@Injectable()
export class DependencyMetrics {
  private readonly up: Gauge<'dependency'>;
  private readonly jobs: Gauge<'queue' | 'state'>;

  constructor(
    registry: MetricsRegistry,
    private readonly health: HealthService,
    private readonly queues: QueueDepths,
  ) {
    const registers = [registry];
    this.up = new Gauge({
      name: `${PREFIX}up`,
      help: '1 if the dependency answers',
      labelNames: ['dependency'],
      registers,
    });
    this.jobs = new Gauge({
      name: `${PREFIX}queue_jobs`,
      help: 'Jobs in Redis, the same from every process',
      labelNames: ['queue', 'state'],
      registers,
    });
  }

  /** Asks anew. While Redis does not answer, there are no figures of it rather than old ones. */
  async refresh(): Promise<void> {
    const [checks, depths] = await Promise.all([this.health.check(), this.queues.read()]);
    for (const [dependency, result] of Object.entries(checks)) {
      this.up.set({ dependency }, result === 'ok' ? 1 : 0);
    }
    this.jobs.reset();
    for (const [queue, states] of Object.entries(depths ?? {})) {
      for (const state of QUEUE_STATES) this.jobs.set({ queue, state }, states[state]);
    }
  }
}
