import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { OneOf } from '../../common/wire/fields';

/** What can be found of a dependency: `ok` if it answers in time. */
export const CHECK_RESULTS = ['ok', 'unavailable'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

/** `degraded` serves requests, with something amiss; `unavailable` does not. */
export const HEALTH_STATUSES = ['ok', 'degraded', 'unavailable'] as const;
export type HealthStatus = (typeof HEALTH_STATUSES)[number];

/** What we depend on. */
@ApiSchema({ name: 'HealthChecks' })
export class ChecksAnswer {
  @OneOf(CHECK_RESULTS, { example: 'ok' }) postgres: CheckResult;
  @OneOf(CHECK_RESULTS, { example: 'ok' }) redis: CheckResult;
}

/** How the process is. */
@ApiSchema({ name: 'Health' })
export class HealthAnswer {
  @OneOf(HEALTH_STATUSES, { example: 'ok' }) status: HealthStatus;
  @ApiProperty({ type: ChecksAnswer }) checks: ChecksAnswer;
}

/**
 * Whether a process can do its work: without Postgres none can, without Redis an api process can and a worker cannot.
 * @param servesApi whether it answers `/api/v1`
 */
export function readinessOf({ postgres, redis }: ChecksAnswer, servesApi: boolean): HealthStatus {
  if (postgres !== 'ok') return 'unavailable';
  if (redis === 'ok') return 'ok';
  return servesApi ? 'degraded' : 'unavailable';
}
