import type { Days } from '../../../calendars/day/day-reader';
import { counted, duration } from '../../notify/text/amounts';
import { spokenDate } from '../../time-command/local-date';
import { sections } from '../reply/blocks';
import { type Reply, textOf } from '../reply/reply';
import { localDate } from '../reply/spoken-span';
import { entryLine, meetingLine } from './entry-lines';

const MOST_LINES = 40;
const MOST_MEETINGS = 15;

/**
 * What somebody did on some days, and which meetings are not converted.
 * @param title of the days: `Today, Fri 20 Mar 2026`
 */
export function daysReply(title: string, { entries, unconverted }: Days, zone: string): Reply {
  const lines = [
    `*${title}* (${zone}): ${duration(entries.minutes)} in ${counted(entries.count, 'entry', 'entries')}`,
    ...byStatus(entries.byStatus),
    ...byDay(entries.list.slice(0, MOST_LINES), zone),
    ...more(entries.count - Math.min(entries.list.length, MOST_LINES)),
    ...meetings(unconverted, zone),
  ];
  return { text: textOf(lines), blocks: sections(lines) };
}

/** Says nothing where everything has one state: each line says it. */
function byStatus(totals: Days['entries']['byStatus']): string[] {
  if (totals.length < 2) return [];
  return [totals.map(({ status, minutes }) => `${status} ${duration(minutes)}`).join(' · ')];
}

/** With a heading above each day, unless there is only one. */
function byDay(list: Days['entries']['list'], zone: string): string[] {
  const dayOf = ({ startedAt }: { startedAt: Date }): string => localDate(startedAt, zone);
  const dates = [...new Set(list.map(dayOf))];
  return dates.flatMap((date) => {
    const entries = list.filter((entry) => dayOf(entry) === date);
    const minutes = entries.reduce((sum, entry) => sum + entry.minutes, 0);
    const heading = dates.length > 1 ? [`*${spokenDate(date)}*: ${duration(minutes)}`] : [];
    return [...heading, ...entries.map((entry) => entryLine(entry, zone))];
  });
}

function meetings({ count, list }: Days['unconverted'], zone: string): string[] {
  if (count === 0) return ['No meetings left to convert.'];
  const shown = list.slice(0, MOST_MEETINGS);
  return [
    `*${counted(count, 'meeting', 'meetings')} not converted yet:*`,
    ...shown.map((meeting) => meetingLine(meeting, zone)),
    ...more(count - shown.length),
  ];
}

function more(count: number): string[] {
  return count > 0 ? [`… and ${count} more.`] : [];
}
