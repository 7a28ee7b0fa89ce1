import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { User } from '../../../accounts/users/user.entity';
import { ZoneNamesRepository } from '../../../database/zone-names.repository';

/** Knows in which zone a person's days are counted. */
@Injectable()
export class ZonesRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly zones: ZoneNamesRepository,
  ) {}

  /** A person's zone, as the database writes it; UTC if the database does not know it. */
  async zoneOf(userId: string): Promise<string> {
    const names = await this.zones.byLowerCase();
    const { timezone } = await this.manager.findOneByOrFail(User, { id: userId });
    return names.get(timezone.toLowerCase()) ?? 'UTC';
  }
}
