import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { TimeEntry } from '../../../billing/time-entries/time-entry.entity';
import type { DayBounds } from '../../../calendars/day/local-days';
import type { ShownEntry } from './shown-entry';

/** Reads a person's entries as that person sees them. An entry belongs to the day it starts on. */
@Injectable()
export class DayEntriesRepository {
  constructor(private readonly manager: EntityManager) {}

  /** An entry of this person; null for anybody else's. */
  async find(id: string, userId: string, manager = this.manager): Promise<ShownEntry | null> {
    const entry = await manager.findOne(TimeEntry, {
      where: { id, userId },
      relations: { project: true, client: true },
    });
    return entry && shown(entry);
  }

  /** Minutes of all entries of a day that are not rejected. */
  async total(userId: string, { start, end }: DayBounds): Promise<number> {
    const row = await this.manager
      .createQueryBuilder(TimeEntry, 'entry')
      .select('coalesce(sum(entry.durationMinutes), 0)::int', 'minutes')
      .where('entry.userId = :userId', { userId })
      .andWhere('entry.startedAt >= :start AND entry.startedAt < :end', { start, end })
      .andWhere(`entry.status <> 'rejected'`)
      .getRawOne<{ minutes: number }>();
    return row?.minutes ?? 0;
  }

  /** When the last entry of a day ends that is not rejected; null for a day without one. */
  async end(manager: EntityManager, userId: string, { start, end }: DayBounds): Promise<Date | null> {
    const row = await manager
      .createQueryBuilder(TimeEntry, 'entry')
      .select('max(entry.endedAt)', 'end')
      .where('entry.userId = :userId', { userId })
      .andWhere('entry.startedAt >= :start AND entry.startedAt < :end', { start, end })
      .andWhere(`entry.status <> 'rejected'`)
      .getRawOne<{ end: Date | null }>();
    return row?.end ?? null;
  }
}

function shown({ project, client, ...entry }: TimeEntry): ShownEntry {
  return { ...entry, project: project?.name ?? null, client: client?.name ?? null };
}
