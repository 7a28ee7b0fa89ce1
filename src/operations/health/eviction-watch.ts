import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { evictionProblem } from './eviction';
import { RedisProbe } from './redis-probe';

/** Checks Redis's eviction policy at every connection: at the start it may have been away, or another one. */
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
