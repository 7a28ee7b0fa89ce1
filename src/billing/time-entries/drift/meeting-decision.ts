import { Conflict } from '../../../common/errors/problem';
import { fitsInEntry, minutesBetween } from '../span';
import type { MeetingFacts } from '../provenance';
import type { TimeEntry } from '../time-entry.entity';

/**
 * The entry takes over its meeting as it is now: its time, and its title where the description is the title that it took
 * over before. A rejected entry is up for approval again. It follows the meeting again unless its words are a person's own.
 * @throws Conflict when the meeting is longer than an entry may be
 */
export function takeOver(entry: TimeEntry, meeting: MeetingFacts): void {
  const { startsAt: startedAt, endsAt: endedAt } = meeting;
  if (!fitsInEntry(startedAt, endedAt)) {
    throw new Conflict(
      'The meeting is longer than 31 days, which no time entry can be: keep the entry, or change it.',
    );
  }
  const hasItsTitle = entry.description === (entry.provenance.summary ?? '');
  Object.assign(entry, { startedAt, endedAt, durationMinutes: minutesBetween(startedAt, endedAt) });
  if (hasItsTitle) {
    entry.description = meeting.summary ?? '';
    entry.editedAt = null;
  }
  entry.status = 'pending';
  entry.rejectionReason = null;
  agreeOn(entry, meeting);
}

/**
 * The entry stays as it is in spite of its meeting, and follows it no longer. It is marked again once the meeting
 * changes again; for a meeting that is gone that is when it comes back and differs.
 */
export function keep(entry: TimeEntry, meeting: MeetingFacts, now: Date): void {
  if (entry.provenance.change === 'updated') agreeOn(entry, meeting);
  if (entry.provenance.change === 'removed') entry.provenance.dismissed = true;
  entry.provenance.change = null;
  entry.editedAt = now;
}

/** An entry that a person made say what its meeting says leaves nothing to decide: it is no longer marked. */
export function settleIfAgreed(entry: TimeEntry, meeting: MeetingFacts): void {
  const agrees =
    entry.startedAt.getTime() === meeting.startsAt.getTime() &&
    entry.endedAt.getTime() === meeting.endsAt.getTime() &&
    entry.description === (meeting.summary ?? '');
  if (agrees) agreeOn(entry, meeting);
}

/** What the meeting is by now is what later changes are measured against. */
function agreeOn({ provenance }: TimeEntry, { startsAt, endsAt, summary }: MeetingFacts): void {
  Object.assign(provenance, { startsAt, endsAt, summary, change: null });
}
