import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { evictionProblem } from './eviction';
import { RedisProbe } from './redis-probe';

/** Looks at Redis whenever it comes (back): it may be another one than at the start, or have been away then. */
@Injectable()
export class EvictionWatch implements OnModuleInit {
  private readonly logger = new Logger('Health');

  constructor(private readonly probe: RedisProbe) {}

  onModuleInit(): void {
    this.probe.whenReady((redis) => {
      evictionProblem(redis).then(
        (problem) => problem !== undefined && this.logger.error(problem),
        (error: unknown) => this.logger.warn({ err: error }, 'Redis does not tell its eviction policy'),
      );
    });
  }
}
