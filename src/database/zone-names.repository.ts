import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';

/** Reads all files of the time zone database: too slow for every request. */
const ZONES = 'SELECT name FROM pg_timezone_names';

/** The time zones that PostgreSQL can calculate with; those of ICU, which people choose from, are others. */
@Injectable()
export class ZoneNamesRepository {
  /** By lower-cased name. They stay the same for as long as the database's process lives. */
  private names?: Map<string, string>;

  constructor(private readonly manager: EntityManager) {}

  /** @returns the names as the database writes them, by name in lower case */
  async byLowerCase(): Promise<ReadonlyMap<string, string>> {
    this.names ??= await this.readNames();
    return this.names;
  }

  private async readNames(): Promise<Map<string, string>> {
    const rows = await this.manager.query<{ name: string }[]>(ZONES);
    return new Map(rows.map(({ name }) => [name.toLowerCase(), name]));
  }
}
