import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { Counter, Histogram } from 'prom-client';
import { MetricsRegistry, PREFIX } from './metrics-registry';
import { methodOf, routeOf, statusOf } from './request-labels';

/** Counts and times requests, whoever answers them: a handler, a guard, a filter or another middleware. */
@Injectable()
export class HttpMetrics {
  private readonly requests: Counter<'method' | 'route' | 'status'>;
  private readonly seconds: Histogram<'method' | 'route'>;

  constructor(registry: MetricsRegistry) {
    const registers = [registry];
    this.requests = new Counter({
      name: `${PREFIX}http_requests_total`,
      help: 'Answered requests; "aborted" ones by their client',
      labelNames: ['method', 'route', 'status'],
      registers,
    });
    this.seconds = new Histogram({
      name: `${PREFIX}http_request_duration_seconds`,
      help: 'From the head of a request to the end of its answer',
      labelNames: ['method', 'route'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    });
  }

  /** Comes before everything that may answer. */
  readonly middleware = (request: Request, response: Response, next: NextFunction): void => {
    const begunAt = performance.now();
    response.once('close', () => {
      // Now, as the route is known only when one has been found.
      const labels = { method: methodOf(request), route: routeOf(request) };
      this.requests.inc({ ...labels, status: statusOf(response) });
      this.seconds.observe(labels, (performance.now() - begunAt) / 1000);
    });
    next();
  };
}
