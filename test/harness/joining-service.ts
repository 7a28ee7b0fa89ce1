import { type Service, startService } from './service';

/** One more process, as it were, of the service that was started last: the same database, queue and keys. */
export async function joinService(
  first: Service,
  environment: Record<string, string> = {},
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
  return startService({ ...shared, ...environment } as Record<string, string>);
}
