import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';

/** What all our names begin with. */
export const PREFIX = 'billops_';

/** The figures of this process. The library's own registry is one for all apps of a process. */
@Injectable()
export class MetricsRegistry extends Registry implements OnApplicationShutdown {
  constructor() {
    super();
    collectDefaultMetrics({ register: this, prefix: PREFIX });
  }

  onApplicationShutdown(): void {
    this.clear();
  }
}
