import type { Type } from '@nestjs/common';
import { type Service, startService } from './service';

/**
 * One more process, as it were, of the service that was started last: the same database, queue and keys.
 * @param house like that of the first one, if it was not the usual one
 */
export async function joinService(
  first: Service,
  environment: Record<string, string> = {},
  house?: Type,
): Promise<Service> {
  const { REDIS_URL, REDIS_PREFIX, TOKEN_ENCRYPTION_KEYS, JWT_SECRET } = process.env as Record<
    string,
    string
  >;
  const shared = {
    DATABASE_URL: first.databaseUrl,
    REDIS_URL,
    REDIS_PREFIX,
    TOKEN_ENCRYPTION_KEYS,
    JWT_SECRET,
  };
  return startService({ ...shared, ...environment } as Record<string, string>, house);
}
