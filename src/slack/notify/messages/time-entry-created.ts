import type { NotificationFacts } from '../../../notifications/notification';
import { type Card, foreign } from '../card';
import { duration } from '../../text/amounts';
import { clip } from '../../text/clip';
import { moment } from '../../text/moments';
import { mrkdwn } from '../../text/mrkdwn';

/** One entry with all its facts, or many as their number and total. */
export function timeEntryCreated(facts: NotificationFacts['time_entry_created']): Card {
  const { count, minutes, description, startedAt, project, client } = facts;
  const time = duration(minutes);
  const details = [foreign(project), foreign(client)];
  if (count > 1) {
    const title = `${count} time entries created`;
    return {
      mood: 'success',
      title,
      lines: [mrkdwn`*${time}* in total`],
      details,
      summary: mrkdwn`${title}: ${time}`,
    };
  }
  const named = description?.trim() ? mrkdwn`: ${clip(description.trim(), 150)}` : mrkdwn``;
  return {
    mood: 'success',
    title: 'Time entry created',
    lines: [mrkdwn`*${time}*`, foreign(description)],
    details: [...(startedAt === null ? [] : [moment(startedAt)]), ...details],
    summary: mrkdwn`Time entry created: ${time}${named}`,
  };
}
