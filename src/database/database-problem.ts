import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { type Problem, Unavailable } from '../common/errors/problem';

/** PostgreSQL ended one of two transactions that waited for each other. */
const LOST_RACES = new Set(['40P01', '40001']);

/**
 * SQLSTATEs that mean "not there now": connections break (08), are too many (53300), or are ended by an operator (57P0x).
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const AWAY_STATES = /^(08...|53300|57P0.)$/;

/** What the system says when there is nobody, or nobody any more, at the other end of a socket. */
const AWAY_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** The driver and its pool give some failures no code: there is nothing but their words to go by (pg 8, pg-pool 3). */
const AWAY_MESSAGES = new Set([
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'timeout exceeded when trying to connect',
  'timeout expired',
]);

/**
 * The problem behind a database that could not do its part just now: 503, with the seconds after which to ask again. Of
 * all servers that we speak to, only PostgreSQL's errors arrive here as they are: those of Redis and of the providers
 * are translated where we ask them.
 * @returns undefined for every other error, such as a violated constraint: asking again would not help
 */
export function databaseProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  if (LOST_RACES.has(code)) return new Unavailable('Somebody else changed the same just now.', 1);
  const away = AWAY_STATES.test(code) || AWAY_CODES.has(code) || AWAY_MESSAGES.has(error.message);
  return away || isBrokenTransaction(error) ? new Unavailable('The database is away.') : undefined;
}

/** When a connection breaks between two statements of a transaction, TypeORM says only this of the second. */
function isBrokenTransaction(error: Error): boolean {
  return (
    error instanceof QueryRunnerAlreadyReleasedError ||
    error instanceof QueryRunnerProviderAlreadyReleasedError
  );
}
