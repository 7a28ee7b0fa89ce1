import type { NotificationFacts } from '../../../notifications/notification';
import { type Card, foreign } from '../card';
import { counted, duration } from '../../text/amounts';
import { mrkdwn } from '../../text/mrkdwn';
import { spokenDate } from '../../time-command/local-date';

/** A person's day in figures. */
export function dailySummary(facts: NotificationFacts['daily_summary']): Card {
  const entries = counted(facts.entries, 'time entry', 'time entries');
  const total = duration(facts.minutes);
  const waiting = waitingMeetings(facts.unconverted);
  return {
    mood: 'info',
    title: `Your day: ${spokenDate(facts.date)}`,
    lines: [mrkdwn`*${entries}*, *${total}* in total`],
    details: [...(waiting === undefined ? [] : [mrkdwn`${waiting}`]), foreign(facts.timezone)],
    summary: mrkdwn`Your day: ${entries}, ${total} in total${waiting === undefined ? '' : `; ${waiting}`}`,
  };
}

function waitingMeetings(unconverted: number): string | undefined {
  if (unconverted === 0) return undefined;
  return `${counted(unconverted, 'meeting is', 'meetings are')} not converted yet`;
}
