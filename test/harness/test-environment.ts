import { randomBytes } from 'node:crypto';

/** Half an hour away: no full sync of all calendars comes into a test unless that moves the clock. */
const HALF_AN_HOUR_AWAY = `${(new Date().getUTCMinutes() + 30) % 60} * * * *`;

/** A key ring, a secret and addresses that every test can live with; `RATE_LIMIT` is off unless a test is about it. */
export function testEnvironment(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    REDIS_URL: `${process.env.TEST_REDIS_URL}/${process.env.JEST_WORKER_ID ?? 1}`,
    REDIS_PREFIX: new URL(databaseUrl).pathname.slice(1).replaceAll('_', '-'),
    // Nothing happens by itself, unless a test is about that.
    PROCESS_ROLE: 'api',
    TOKEN_ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    JWT_SECRET: 'a secret that is long enough for the tests',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    RATE_LIMIT: 'off',
    SIGNUP: 'open',
    SYNC_CRON: HALF_AN_HOUR_AWAY,
    PORT: '0',
  };
}
