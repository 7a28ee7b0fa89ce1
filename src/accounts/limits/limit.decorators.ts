import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiProblem } from '../../common/errors/api-problem';

export const ADDRESS_LIMIT = 'accounts:address-limit';
export const UNLIMITED = 'accounts:unlimited';

/**
 * At most 60 requests a minute from one address, signed in or not, instead of the general limit. Routes that give the
 * same `name` share the count: `@LimitPerAddress('callback')`.
 */
export const LimitPerAddress = (name: string): MethodDecorator =>
  applyDecorators(SetMetadata(ADDRESS_LIMIT, name), ApiProblem(429, 'rate_limited'));

/** No limit at all: health checks, and requests that carry a signature (Slack, the providers' push services). */
export const Unlimited = (): MethodDecorator & ClassDecorator => SetMetadata(UNLIMITED, true);
