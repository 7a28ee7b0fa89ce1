import type { Days } from '../../../calendars/day/day-reader';
import { counted, duration } from '../../text/amounts';
import { spokenDate } from '../../time-command/local-date';
import { sections } from '../reply/blocks';
import { fitting } from '../reply/fitting';
import { type Reply, textOf } from '../reply/reply';
import { localDate } from '../reply/spoken-span';
import { entryLine, meetingLine } from './entry-lines';

/** How much of a message each list may take: nobody reads more. */
const ROOM_FOR_ENTRIES = 7_000;
const ROOM_FOR_MEETINGS = 2_500;

/**
 * What a person did on some days, and which meetings are not converted.
 * @param title of the days: `Today, Fri 20 Mar 2026`
 */
export function daysReply(title: string, { entries, unconverted }: Days, zone: string): Reply {
  const lines = [
    `*${title}* (${zone}): ${duration(entries.minutes)} in ${counted(entries.count, 'entry', 'entries')}`,
    ...byStatus(entries.byStatus),
    ...byDay(entries, zone),
    ...meetings(unconverted, zone),
  ];
  return { text: textOf(lines), blocks: sections(lines) };
}

/** Left out where all entries have one state: each line shows it. */
function byStatus(totals: Days['entries']['byStatus']): string[] {
  if (totals.length < 2) return [];
  return [totals.map(({ status, minutes }) => `${status} ${duration(minutes)}`).join(' · ')];
}

/** With a heading above each day, unless there is only one. */
function byDay({ list, count }: Days['entries'], zone: string): string[] {
  const shown = fitting(
    list.map((entry) => ({ date: localDate(entry.startedAt, zone), line: entryLine(entry, zone) })),
    ROOM_FOR_ENTRIES,
  );
  const dates = [...new Set(shown.map(({ date }) => date))];
  const lines = dates.flatMap((date) => {
    const ofDay = shown.filter((entry) => entry.date === date).map(({ line }) => line);
    return dates.length > 1 ? [heading(date, { list, count }, zone), ...ofDay] : ofDay;
  });
  return [...lines, ...more(count - shown.length)];
}

/** A list that was cut gives no total for a day. */
function heading(
  date: string,
  { list, count }: Pick<Days['entries'], 'list' | 'count'>,
  zone: string,
): string {
  if (list.length < count) return `*${spokenDate(date)}*`;
  const ofDay = list.filter(
    ({ startedAt, status }) => status !== 'rejected' && localDate(startedAt, zone) === date,
  );
  return `*${spokenDate(date)}*: ${duration(ofDay.reduce((sum, { minutes }) => sum + minutes, 0))}`;
}

function meetings({ count, list }: Days['unconverted'], zone: string): string[] {
  if (count === 0) return ['No meetings left to convert.'];
  const shown = fitting(
    list.map((meeting) => meetingLine(meeting, zone)),
    ROOM_FOR_MEETINGS,
  );
  return [
    `*${counted(count, 'meeting', 'meetings')} not converted yet:*`,
    ...shown,
    ...more(count - shown.length),
  ];
}

function more(count: number): string[] {
  return count > 0 ? [`… and ${count} more.`] : [];
}
