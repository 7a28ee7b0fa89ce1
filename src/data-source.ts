import { DataSource } from 'typeorm';
import { readDatabaseUrl } from './config/environment';
import { MIGRATIONS } from './database/migrate';
import { postgresOptions } from './database/options';
import { ENTITIES } from './entities';

/** The data source of the migration commands, with all entities to compare the database against. */
export const dataSource = new DataSource({
  ...postgresOptions(readDatabaseUrl(), ENTITIES),
  migrations: MIGRATIONS,
});
