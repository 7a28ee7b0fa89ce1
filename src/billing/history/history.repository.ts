import { Injectable } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';
import { User } from '../../accounts/users/user.entity';
import type { Page, PageQuery } from '../../common/pagination';
import { readPage } from '../../database/keyset';
import { Invoice } from '../invoices/invoice.entity';
import { TimeEntry } from '../time-entries/time-entry.entity';
import { AuditRecord } from './audit-record.entity';

/** By table. */
const ENTITIES = { time_entries: TimeEntry, invoices: Invoice };

/** Whose history is read. */
export interface HistorySubject {
  entity: keyof typeof ENTITIES;
  id: string;
  /** Whose it has to be; undefined for anybody's. */
  owner: string | undefined;
}

/** A record, and who did it; null for the service itself. */
export interface HistoryRecord {
  record: AuditRecord;
  actor: Pick<User, 'id' | 'name'> | null;
}

/** Reads the audit trail. */
@Injectable()
export class HistoryRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Whether there is such a thing, or was one since changes are recorded. */
  async knows({ entity, id, owner }: HistorySubject): Promise<boolean> {
    const own = owner !== undefined;
    const lives = { id, ...(own && { userId: owner }) };
    if (await this.manager.exists<TimeEntry | Invoice>(ENTITIES[entity], { where: lives })) return true;
    const lived = { entity, entityId: id, ...(own && { ownerId: owner }) };
    return this.manager.exists(AuditRecord, { where: lived });
  }

  /**
   * A page of records, newest first.
   * @param columns at least one of these changed in each record
   * @throws ValidationFailed for a foreign cursor
   */
  async page(
    { entity, id, owner }: HistorySubject,
    columns: string[],
    paging: PageQuery,
  ): Promise<Page<HistoryRecord>> {
    const query = this.manager
      .createQueryBuilder(AuditRecord, 'record')
      .where('record.entity = :entity AND record.entityId = :id', { entity, id })
      .andWhere(`(record.action <> 'changed' OR jsonb_exists_any(record.changes, :columns))`, { columns });
    if (owner !== undefined) query.andWhere('record.ownerId = :owner', { owner });
    const { rows, nextCursor } = await readPage(query, paging, 'at', 'DESC');
    const actors = await this.actorsOf(rows);
    return {
      rows: rows.map((record) => ({ record, actor: actors.get(record.actorId ?? '') ?? null })),
      nextCursor,
    };
  }

  private async actorsOf(records: AuditRecord[]): Promise<Map<string, User>> {
    const ids = new Set(records.flatMap(({ actorId }) => (actorId === null ? [] : [actorId])));
    const users = await this.manager.find(User, {
      select: { id: true, name: true },
      where: { id: In([...ids]) },
    });
    return new Map(users.map((user) => [user.id, user]));
  }
}
