import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { databaseProblem } from './database-problem';

const withCode = (code: string): Error => Object.assign(new Error('something'), { code });
const inQuery = (error: Error): Error => new QueryFailedError('SELECT 1', [], error);

describe('databaseProblem', () => {
  it.each(['08006', '53300', '57P01', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN'])(
    'calls a database away that fails with %s, with or without a query',
    (code) => {
      for (const error of [withCode(code), inQuery(withCode(code))]) {
        expect(databaseProblem(error)).toMatchObject({
          status: 503,
          code: 'unavailable',
          detail: 'The database is away.',
          retryAfterSeconds: 5,
        });
      }
    },
  );

  it.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Connection terminated due to connection timeout',
    'Client has encountered a connection error and is not queryable',
  ])('knows the driver by its words where it gives no code: %s', (message) => {
    expect(databaseProblem(new Error(message))).toMatchObject({ status: 503 });
    expect(databaseProblem(inQuery(new Error(message)))).toMatchObject({ status: 503 });
  });

  it('knows a transaction whose connection broke between two statements', () => {
    expect(databaseProblem(new QueryRunnerAlreadyReleasedError())).toMatchObject({ status: 503 });
  });

  it.each(['40P01', '40001'])('asks the loser of a race (%s) to come again at once', (code) => {
    expect(databaseProblem(inQuery(withCode(code)))).toMatchObject({ status: 503, retryAfterSeconds: 1 });
  });

  it.each([
    inQuery(withCode('23505')),
    inQuery(withCode('53100')),
    withCode('57014'),
    new Error('Connection terminated unexpectedly, said the guest'),
    new TypeError('fetch failed'),
    'ECONNREFUSED',
    undefined,
  ])('knows nothing of %p', (error) => {
    expect(databaseProblem(error)).toBeUndefined();
  });
});
