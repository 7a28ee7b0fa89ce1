import { Injectable } from '@nestjs/common';
import { EntityManager, type SelectQueryBuilder } from 'typeorm';
import { NotFound } from '../../common/errors/problem';
import type { Page, PageQuery } from '../../common/pagination';
import { readPage } from '../../database/keyset';
import { Invoice } from '../invoices/invoice.entity';
import { type EntryFilter, filteredEntries, visibleEntries as visible } from './filtered-entries.repository';
import { type EntryWithOverlaps, OverlapsRepository } from './overlaps/overlaps.repository';
import { TimeEntry } from './time-entry.entity';

const MEETING = ['id', 'calendarId', 'startsAt', 'endsAt', 'summary'].map((field) => `meeting.${field}`);

/** Reads and locks time entries. `owner` is whose entries are visible: undefined shows everybody's, to admins. */
@Injectable()
export class TimeEntriesRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly overlaps: OverlapsRepository,
  ) {}

  /** A page of entries with their meetings and overlaps, newest first. @throws ValidationFailed for a foreign cursor */
  async page(
    owner: string | undefined,
    filter: EntryFilter,
    paging: PageQuery,
  ): Promise<Page<EntryWithOverlaps>> {
    const query = withMeeting(filteredEntries(this.manager, owner, filter));
    const { rows, nextCursor } = await readPage(query, paging, 'startedAt', 'DESC');
    return { rows: await this.overlaps.addTo(rows), nextCursor };
  }

  /** One entry with its meeting and overlaps. @throws NotFound */
  async get(
    id: string,
    owner: string | undefined,
    manager: EntityManager = this.manager,
  ): Promise<EntryWithOverlaps> {
    const entry = await withMeeting(visible(manager, owner)).andWhere('entry.id = :id', { id }).getOne();
    const [read] = entry ? await this.overlaps.addTo([entry], manager) : [];
    return read ?? missing();
  }

  /** One entry with its invoice, held until the transaction ends: nobody else changes it meanwhile. @throws NotFound */
  async lock(manager: EntityManager, id: string, owner: string | undefined): Promise<TimeEntry> {
    const entry = await visible(manager, owner)
      .andWhere('entry.id = :id', { id })
      .setLock('for_no_key_update')
      .getOne();
    return withInvoice(manager, entry);
  }

  /**
   * As `lock`, for an entry that is to be deleted. Its meeting, whose link the deletion clears, is locked first: a sync
   * takes meetings before entries too, and the two must not wait for each other. @throws NotFound
   */
  async lockForDeletion(manager: EntityManager, id: string, owner: string | undefined): Promise<TimeEntry> {
    await visible(manager, owner)
      .innerJoin('entry.meeting', 'meeting')
      .andWhere('entry.id = :id', { id })
      .setLock('pessimistic_write', undefined, ['meeting'])
      .getOne();
    const entry = await visible(manager, owner)
      .andWhere('entry.id = :id', { id })
      .setLock('pessimistic_write')
      .getOne();
    return withInvoice(manager, entry);
  }

  /** Deletes an entry that is locked. */
  async delete(manager: EntityManager, id: string): Promise<void> {
    await manager.delete(TimeEntry, { id });
  }
}

function withMeeting(query: SelectQueryBuilder<TimeEntry>): SelectQueryBuilder<TimeEntry> {
  return query.leftJoin('entry.meeting', 'meeting').addSelect(MEETING);
}

/** Only refusals need it, so it is read for entries that are on an invoice alone. */
async function withInvoice(manager: EntityManager, entry: TimeEntry | null): Promise<TimeEntry> {
  if (entry?.invoiceId) entry.invoice = await manager.findOneByOrFail(Invoice, { id: entry.invoiceId });
  return entry ?? missing();
}

function missing(): never {
  throw new NotFound('The time entry');
}
