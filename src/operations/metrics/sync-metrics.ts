import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import { type TokenRefreshed, tokenRefreshed } from '../../calendars/connections/token-facts';
import { type SyncEnded, syncEnded } from '../../calendars/sync/sync-facts';
import { MetricsRegistry, PREFIX } from './metrics-registry';

/** Counts the runs and token refreshes that end in this process. */
@Injectable()
export class SyncMetrics implements OnApplicationShutdown {
  private readonly runs: Counter<'provider' | 'trigger' | 'result'>;
  private readonly seconds: Histogram<'provider' | 'mode'>;
  private readonly refreshes: Counter<'provider' | 'result'>;
  private readonly stopListening: (() => void)[];

  constructor(registry: MetricsRegistry) {
    const registers = [registry];
    this.runs = new Counter({
      name: `${PREFIX}sync_runs_total`,
      help: 'Sync runs that ended; "retry" ones will be tried again',
      labelNames: ['provider', 'trigger', 'result'],
      registers,
    });
    this.seconds = new Histogram({
      name: `${PREFIX}sync_run_duration_seconds`,
      help: 'How long sync runs took that began to pull',
      labelNames: ['provider', 'mode'],
      buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600],
      registers,
    });
    this.refreshes = new Counter({
      name: `${PREFIX}token_refreshes_total`,
      help: 'Requests for new access tokens; "refused" accounts need consent again',
      labelNames: ['provider', 'result'],
      registers,
    });
    this.stopListening = [
      syncEnded.listen((fact) => this.countRun(fact)),
      tokenRefreshed.listen((fact) => this.countRefresh(fact)),
    ];
  }

  onApplicationShutdown(): void {
    for (const stop of this.stopListening) stop();
  }

  private countRun({ provider, trigger, result, mode, seconds }: SyncEnded): void {
    this.runs.inc({ provider, trigger, result });
    if (mode !== null) this.seconds.observe({ provider, mode }, seconds);
  }

  private countRefresh({ provider, result }: TokenRefreshed): void {
    this.refreshes.inc({ provider, result });
  }
}
