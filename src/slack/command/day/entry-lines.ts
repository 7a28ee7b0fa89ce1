import type { DayEntry, DayMeeting } from '../../../calendars/day/day.repository';
import { spokenMinutes } from '../../time-command/minutes';
import { safeLine } from '../reply/safe-line';
import { spokenTimes } from '../reply/spoken-span';

const STATES: Record<DayEntry['status'], string> = {
  pending: ':hourglass_flowing_sand: pending',
  approved: ':white_check_mark: approved',
  rejected: ':x: rejected',
  billed: ':receipt: billed',
};

/** `09:00–10:30 1 h 30 m, Acme (Globex) “design” · pending`; times are those of the zone. */
export function entryLine(entry: DayEntry, zone: string): string {
  const { minutes, project, client, description, status } = entry;
  const names = [project ?? client, project && client ? `(${client})` : null].filter((name) => name !== null);
  return [
    spokenTimes(entry, zone),
    `*${spokenMinutes(minutes)}*`,
    ...names.map((name) => safeLine(name, 100)),
    ...(description === '' ? [] : [`“${safeLine(description, 100)}”`]),
    `· ${STATES[status]}`,
  ].join(' ');
}

/** `14:00–15:00 “Review”` */
export function meetingLine(meeting: DayMeeting, zone: string): string {
  const { startsAt: startedAt, endsAt: endedAt } = meeting;
  const title = meeting.summary === null ? 'a meeting' : `“${safeLine(meeting.summary, 100)}”`;
  return `:calendar: ${spokenTimes({ startedAt, endedAt }, zone)} ${title}`;
}
