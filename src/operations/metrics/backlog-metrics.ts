import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Clock } from '../../common/clock';
import { within } from '../../common/deadline';
import { BacklogRepository } from '../overview/backlog.repository';
import { MetricsRegistry, PREFIX } from './metrics-registry';

const DEADLINE_MS = 800;

/** What waits in Postgres: the same from every process. */
@Injectable()
export class BacklogMetrics {
  private readonly overdue: Gauge<'provider'>;
  private readonly queued: Gauge<'provider'>;
  private readonly running: Gauge<'provider'>;

  constructor(
    registry: MetricsRegistry,
    private readonly backlog: BacklogRepository,
    private readonly clock: Clock,
  ) {
    const gauge = (name: string, help: string): Gauge<'provider'> =>
      new Gauge({ name: `${PREFIX}${name}`, help, labelNames: ['provider'], registers: [registry] });
    this.overdue = gauge(
      'sync_oldest_overdue_seconds',
      'How late the sync is that waits longest; 0 if none is due',
    );
    this.queued = gauge('sync_runs_queued', 'Sync runs that wait, for a worker or for another attempt');
    this.running = gauge('sync_runs_running', 'Sync runs under way');
  }

  /** Reads anew. While PostgreSQL does not answer, there are no figures rather than old ones. */
  async refresh(): Promise<void> {
    const now = this.clock.now();
    const backlog = await within(DEADLINE_MS, this.backlog.read(now)).catch(() => []);
    for (const gauge of [this.overdue, this.queued, this.running]) gauge.reset();
    for (const { provider, oldest, queued, running } of backlog) {
      this.overdue.set({ provider }, oldest ? (now.getTime() - oldest.nextSyncAt.getTime()) / 1000 : 0);
      this.queued.set({ provider }, queued);
      this.running.set({ provider }, running);
    }
  }
}
