import { DateTime } from 'luxon';
import { type Mrkdwn, mrkdwn } from './mrkdwn';

/**
 * An instant, which Slack shows in the reader's own time zone, or in UTC where it cannot.
 * @see https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function moment(instant: string): Mrkdwn {
  return dated(instant, '{date_short} {time}', 'd LLL yyyy HH:mm');
}

/** The time of day of an instant, shown in the same way. */
export function timeOfMoment(instant: string): Mrkdwn {
  return dated(instant, '{time}', 'HH:mm');
}

function dated(instant: string, form: string, fallbackForm: string): Mrkdwn {
  const time = DateTime.fromISO(instant, { zone: 'utc' });
  const fallback = `${time.toFormat(fallbackForm, { locale: 'en-GB' })} UTC`;
  return mrkdwn`<!date^${Math.floor(time.toSeconds())}^${form}|${fallback}>`;
}
