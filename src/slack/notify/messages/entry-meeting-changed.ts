import type { NotificationFacts } from '../../../notifications/notification';
import { type Card, foreign } from '../card';
import { clip } from '../../text/clip';
import { moment, timeOfMoment } from '../../text/moments';
import { type Mrkdwn, mrkdwn } from '../../text/mrkdwn';

type Facts = NotificationFacts['entry_meeting_changed'];

/** The meeting that an entry came from is not what it was when the entry was made. */
export function entryMeetingChanged({ change, description, startedAt, meeting }: Facts): Card {
  const title =
    change === 'removed'
      ? 'The meeting of a time entry was removed'
      : 'The meeting of a time entry has changed';
  const named = description.trim() === '' ? mrkdwn`` : mrkdwn`: ${clip(description.trim(), 150)}`;
  return {
    mood: 'warning',
    title,
    lines: [
      foreign(description),
      ...(meeting === null ? [] : [now(meeting)]),
      foreign(meeting?.summary ?? null),
    ],
    details: [mrkdwn`The entry is from ${moment(startedAt)}`, mrkdwn`Please check it before it is approved.`],
    summary: mrkdwn`${title}${named}`,
  };
}

function now({ startsAt, endsAt }: NonNullable<Facts['meeting']>): Mrkdwn {
  return mrkdwn`The meeting is now ${moment(startsAt)} to ${timeOfMoment(endsAt)}:`;
}
