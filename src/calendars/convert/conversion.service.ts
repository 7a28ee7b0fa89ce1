import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { actAs } from '../../billing/history/acting';
import type { NewConversion } from '../../billing/time-entries/conversions.repository';
import { TimeEntriesService } from '../../billing/time-entries/time-entries.service';
import { MeetingTooLong } from '../../billing/time-entries/meeting-too-long';
import { fitsInEntry } from '../../billing/time-entries/span';
import { type Conversion, TimeEntryConversion } from '../../billing/time-entries/time-entry-conversion';
import { NotFound } from '../../common/errors/problem';
import { AlreadyConverted } from './already-converted';
import { ConversionRepository, type ConvertibleEvent } from './conversion.repository';

/**
 * Whom the entries are billed to, as far as the person said (null is nobody); otherwise the calendar's settings
 * decide.
 */
export interface ConversionTarget {
  projectId?: string | null;
  clientId?: string | null;
}

/** What became of one event of a bulk conversion. */
export type BulkResult =
  | { eventId: string; status: 'converted'; timeEntryId: string }
  | {
      eventId: string;
      status: 'error';
      code: 'not_found' | 'already_converted' | 'conflict';
      timeEntryId?: string;
    };

/** The entry of an event: made just now or before; or what is to be said of an event that can have none. */
type Outcome = Conversion | 'too_long';

/** Turns meetings into time entries, one for each user and event, whatever races; and back. */
@Injectable()
export class ConversionService {
  constructor(
    private readonly database: DataSource,
    private readonly events: ConversionRepository,
    private readonly conversion: TimeEntryConversion,
    private readonly entries: TimeEntriesService,
  ) {}

  /**
   * Makes the pending entry of an event.
   * @param description the event's summary unless given
   * @throws NotFound, AlreadyConverted, MeetingTooLong; ValidationFailed or Conflict for a project or client that
   *   takes no entries
   */
  async convert(
    userId: string,
    eventId: string,
    target: ConversionTarget,
    description?: string,
  ): Promise<string> {
    const [result] = await this.convertMany(userId, [eventId], target, description);
    if (result!.status === 'converted') return result!.timeEntryId;
    if (result!.timeEntryId !== undefined) throw new AlreadyConverted(result!.timeEntryId);
    throw result!.code === 'conflict' ? new MeetingTooLong() : new NotFound('The event');
  }

  /**
   * Makes the entries of many events in one transaction; an event that cannot be converted has its own error.
   * @returns one result for each id, in their order
   * @throws ValidationFailed or Conflict for a project or client that was asked for and takes no entries: then
   *   nothing is converted. A default that was archived since is left out
   */
  async convertMany(
    userId: string,
    eventIds: string[],
    target: ConversionTarget,
    description?: string,
  ): Promise<BulkResult[]> {
    const made = await this.database.transaction((manager) =>
      this.convertLocked(manager, userId, eventIds, target, description),
    );
    const seen = new Set<string>();
    return eventIds.map((eventId) => {
      const entry = made.get(eventId);
      if (!entry) return { eventId, status: 'error', code: 'not_found' };
      if (entry === 'too_long') return { eventId, status: 'error', code: 'conflict' };
      const isNew = entry.created && !seen.has(eventId);
      seen.add(eventId);
      if (isNew) return { eventId, status: 'converted', timeEntryId: entry.id };
      return { eventId, status: 'error', code: 'already_converted', timeEntryId: entry.id };
    });
  }

  /**
   * Withdraws the entry of an event while it is pending.
   * @throws NotFound when there is no such event or it is not converted, Conflict `entry_locked`
   */
  async undo(userId: string, eventId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [event] = await this.events.lock(manager, userId, [eventId]);
      if (!event?.timeEntryId) throw new NotFound('The converted event');
      await this.entries.withdraw(manager, event.timeEntryId, userId);
      await this.events.deleteIfRemoved(manager, event.id);
    });
  }

  private async convertLocked(
    manager: EntityManager,
    userId: string,
    eventIds: string[],
    target: ConversionTarget,
    description: string | undefined,
  ): Promise<Map<string, Outcome>> {
    await actAs(manager, userId);
    const events = await this.events.lock(manager, userId, eventIds);
    const unconverted = events.filter((event) => event.timeEntryId === null && !event.removed);
    const free = unconverted.filter(({ startsAt, endsAt }) => fitsInEntry(startsAt, endsAt));
    const conversions = free.map((event) => toConversion(userId, event, target, description));
    const entries = conversions.length > 0 ? await this.conversion.createMany(manager, conversions) : [];
    const made = free.map((event, position) => ({ event, entry: entries[position]! }));
    await this.events.link(
      manager,
      made.map(({ event, entry }) => ({ id: event.id, timeEntryId: entry.id })),
    );
    const former = events.filter(({ timeEntryId }) => timeEntryId !== null);
    return new Map<string, Outcome>([
      ...unconverted.map(({ id }) => [id, 'too_long'] as const),
      ...made.map(({ event, entry }) => [event.id, entry] as const),
      ...former.map(({ id, timeEntryId }) => [id, { id: timeEntryId!, created: false }] as const),
    ]);
  }
}

function toConversion(
  userId: string,
  event: ConvertibleEvent,
  { projectId, clientId }: ConversionTarget,
  description: string | undefined,
): NewConversion {
  const {
    issuer,
    subject,
    providerCalendarId: calendarId,
    providerEventId,
    startsAt,
    endsAt,
    summary,
  } = event;
  const saysWhom = projectId !== undefined || clientId !== undefined;
  return {
    userId,
    provenance: { issuer, subject, calendarId, eventId: providerEventId },
    meeting: { startsAt, endsAt, summary },
    description: description ?? summary ?? '',
    projectId: (saysWhom ? projectId : event.defaultProjectId) ?? null,
    clientId: (saysWhom ? clientId : event.defaultClientId) ?? null,
    isDefault: !saysWhom,
  };
}
