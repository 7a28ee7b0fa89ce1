import type { Type } from '@nestjs/common';
import { type Service, startService } from './service';

/** What a test says anew for each process. */
const OWN = new Set(['PROCESS_ROLE', 'LOG_LEVEL', 'RATE_LIMIT', 'SIGNUP']);

/**
 * One more process, as it were, of a service: with the same database, queue, keys and providers.
 * @param environment what differs; role, logging and limits are the tests' defaults again
 * @param house like that of the first one, if it was not the usual one
 */
export async function joinService(
  { databaseUrl, environment: first }: Service,
  environment: Record<string, string> = {},
  house?: Type,
): Promise<Service> {
  const shared = Object.entries(first).filter(([name]) => !OWN.has(name));
  return startService({ ...Object.fromEntries(shared), DATABASE_URL: databaseUrl, ...environment }, house);
}
