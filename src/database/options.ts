import type { DataSourceOptions, EntitySchema } from 'typeorm';
import { SnakeCaseNaming } from './naming.strategy';

/** A class or schema that maps a table. */
export type EntityClass = (new () => object) | EntitySchema;

/** How every part of the house talks to PostgreSQL: the app, the migration command and the tests. */
export function postgresOptions(url: string, entities: EntityClass[] = []): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    namingStrategy: new SnakeCaseNaming(),
    // `where: { userId: undefined }` would read everybody's rows: it must fail instead.
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    // gen_random_uuid() is built in since PostgreSQL 13: no extension, no superuser.
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    poolSize: 20,
    connectTimeoutMS: 5_000,
    extra: {
      application_name: 'billops',
      options: '-c timezone=UTC -c idle_in_transaction_session_timeout=60000',
    },
  };
}
