import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const REMOVE = `
DELETE FROM notifications WHERE id IN (
  SELECT id FROM notifications WHERE finished_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`;

/** Notifications that finished long ago, sent or not. */
@Injectable()
export class OldNotificationsRepository {
  constructor(private readonly database: DataSource) {}

  /** Removes up to `limit` that were finished before `then`. @returns how many */
  async remove(then: Date, limit: number): Promise<number> {
    const [, removed] = await this.database.query<[unknown, number]>(REMOVE, [then, limit]);
    return removed;
  }
}
