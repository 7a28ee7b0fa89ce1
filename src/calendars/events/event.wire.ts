import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { minutesBetween } from '../../billing/time-entries/span';
import { PageQuery } from '../../common/pagination';
import { Flag, Instant, OneOf, Text, Uuid, WholeNumber } from '../../common/wire/fields';
import { PARTSTATS, type Partstat } from '../provider/calendar-event';
import type { SyncedCalendarEvent } from '../synced-calendar-event.entity';

export const EVENT_STATES = ['unconverted', 'converted', 'all'] as const;
export type EventState = (typeof EVENT_STATES)[number];

/** Which events of a calendar are wanted: by time, conversion and words. */
export class EventsQuery extends PageQuery {
  @Instant({ optional: true, description: 'Events that end after this' }) from?: Date;
  @Instant({ optional: true, description: 'Events that start before this' }) to?: Date;
  @OneOf(EVENT_STATES, { optional: true, description: 'all unless given' }) state?: EventState;
  @Text({ max: 200, optional: true, description: 'Words in the summary or the description' }) q?: string;
}

/** A stored event; `is_synced` means that it was converted. */
@ApiSchema({ name: 'Event' })
export class EventAnswer {
  @Uuid() id!: string;
  @Text({ max: 1024, example: '2f1tk4vdq6k9s0h0bqhs2m0h5c_20261123T090000Z' }) provider_event_id!: string;
  @Text({ max: 1024, nullable: true, example: 'Acme: sprint planning' }) summary!: string | null;
  @Text({ max: 8192, nullable: true }) description!: string | null;
  @Instant({ example: '2026-11-23T09:00:00.000Z' }) start!: Date;
  @Instant({ example: '2026-11-23T10:30:00.000Z' }) end!: Date;
  @WholeNumber({ min: 1, max: 1_000_000, example: 90 }) duration_minutes!: number;
  @Text({ max: 64, nullable: true, example: 'Europe/Berlin' }) timezone!: string | null;
  @Flag() is_recurring!: boolean;
  @OneOf(PARTSTATS, { nullable: true }) response_status!: Partstat | null;
  @Text({ max: 320, nullable: true, example: 'pat@acme.example' }) organizer!: string | null;
  @Flag({ description: 'It was converted into a time entry' }) is_synced!: boolean;
  @Uuid({ nullable: true }) time_entry_id!: string | null;
  @Flag({ description: 'It changed or went after it was converted, and its entry did not follow' })
  source_changed!: boolean;
  @Text({ max: 2048, nullable: true, example: 'https://calendar.google.com/event?eid=…' }) html_link!:
    string | null;
}

/** A page of events. */
@ApiSchema({ name: 'EventList' })
export class EventListAnswer {
  @ApiProperty({ type: [EventAnswer] }) events!: EventAnswer[];
  @Text({ max: 500, nullable: true }) next_cursor!: string | null;
}

/** A stored event for the wire. */
export function toEvent(event: SyncedCalendarEvent): EventAnswer {
  return {
    id: event.id,
    provider_event_id: event.providerEventId,
    summary: event.summary,
    description: event.description,
    start: event.startsAt,
    end: event.endsAt,
    duration_minutes: minutesBetween(event.startsAt, event.endsAt),
    timezone: event.timeZone,
    is_recurring: event.seriesId !== null,
    response_status: event.partstat,
    organizer: event.organizer,
    is_synced: event.timeEntryId !== null,
    time_entry_id: event.timeEntryId,
    source_changed: Boolean(event.timeEntry?.provenance.change),
    html_link: event.htmlLink,
  };
}
