import { clip } from '../../text/clip';
import { mrkdwn } from '../../text/mrkdwn';

/**
 * What others wrote, on one line and safe between our own words: it pings nobody and links nowhere.
 * @param longest in UTF-16 units of the text; escaped it may be five times as long
 */
export function foreign(text: string, longest = 500): string {
  return escaped(clip(text.replace(/\s+/g, ' '), longest));
}

/** A text with the three characters that mean something to Slack as it wants them written. */
export function escaped(text: string): string {
  return mrkdwn`${text}`.text;
}
