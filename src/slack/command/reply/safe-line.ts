import { clip } from '../../text/clip';
import { escaped } from '../../text/escaped';

/**
 * What others wrote, on one line and safe between our own words: it pings nobody and links nowhere.
 * @param longest in UTF-16 units of the text; escaped it may be five times as long
 */
export function safeLine(text: string, longest = 500): string {
  return escaped(clip(text.replace(/\s+/g, ' '), longest));
}
