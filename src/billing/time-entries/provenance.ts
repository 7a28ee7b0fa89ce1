import { Column } from 'typeorm';
import { InstantColumn } from '../../database/columns';

/** What became of the meeting after it was converted. */
export type SourceChange = 'updated' | 'removed';

/** What an entry took from its meeting; a difference to it is what "changed" means. */
export interface MeetingFacts {
  startsAt: Date;
  endsAt: Date;
  summary: string | null;
}

/**
 * Where an entry that came from a calendar came from. It outlives the calendar's connection: whoever connects the
 * same account again meets the same (issuer, subject, calendar, event), so that no meeting is billed twice.
 */
export class Provenance {
  /** OpenID Connect `iss` of the account at the provider. */
  @Column('text', { nullable: true }) issuer!: string | null;
  /** OpenID Connect `sub`: who the account is there. */
  @Column('text', { nullable: true }) subject!: string | null;
  /** The provider's id of the calendar. */
  @Column('text', { nullable: true }) calendarId!: string | null;
  /** The provider's id of the event. */
  @Column('text', { nullable: true }) eventId!: string | null;
  /** The meeting as the entry took it over last, or as it was when a person kept the entry in spite of it. */
  @InstantColumn({ nullable: true }) startsAt!: Date | null;
  @InstantColumn({ nullable: true }) endsAt!: Date | null;
  @Column('text', { nullable: true }) summary!: string | null;
  /** Set while the meeting differs from what the entry took over. */
  @Column('text', { nullable: true }) change!: SourceChange | null;
  /** The meeting is gone, and a person keeps the entry all the same: until it comes back nothing is marked again. */
  @Column('boolean', { default: false }) dismissed!: boolean;
}
