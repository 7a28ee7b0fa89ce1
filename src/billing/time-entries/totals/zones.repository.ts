import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { User } from '../../../accounts/users/user.entity';

/** Reads all files of the time zone database: too slow for every request. */
const ZONES = 'SELECT name FROM pg_timezone_names';

/** Knows in which zone a person's days are counted. */
@Injectable()
export class ZonesRepository {
  /** By lower-cased name; they stay the same for as long as the database's process lives. */
  private names?: Map<string, string>;

  constructor(private readonly manager: EntityManager) {}

  /** A person's zone, as the database writes it; UTC if the database does not know it. */
  async zoneOf(userId: string): Promise<string> {
    this.names ??= await this.readNames();
    const { timezone } = await this.manager.findOneByOrFail(User, { id: userId });
    return this.names.get(timezone.toLowerCase()) ?? 'UTC';
  }

  private async readNames(): Promise<Map<string, string>> {
    const rows = await this.manager.query<{ name: string }[]>(ZONES);
    return new Map(rows.map(({ name }) => [name.toLowerCase(), name]));
  }
}
