import { DateTime } from 'luxon';
import { esc } from '../simulator/consent.page';
import { withPictures } from './emoji';

/** Who reads: whose names stand for ids, and what time it is where they are. */
export interface Reader {
  nameOf(id: string): string;
  timeZone: string;
}

const DATE_FORMATS: Readonly<Record<string, string>> = {
  date_num: 'yyyy-MM-dd',
  date: 'MMMM d, yyyy',
  date_short: 'MMM d, yyyy',
  date_long: 'cccc, MMMM d, yyyy',
  date_pretty: 'MMMM d, yyyy',
  date_short_pretty: 'MMM d, yyyy',
  date_long_pretty: 'cccc, MMMM d, yyyy',
  time: 'HH:mm',
  time_secs: 'HH:mm:ss',
};

/** Slack's markup as HTML: https://docs.slack.dev/messaging/formatting-message-text */
export function mrkdwn(text: string, reader: Reader): string {
  const kept: string[] = [];
  // What is finished hides behind private characters, so that the next replacement leaves it alone.
  const keep = (html: string): string => `\uE000${kept.push(html) - 1}\uE001`;
  const formatted = text
    .replace(/[\uE000\uE001]/g, '')
    .replace(/```([^]+?)```/g, (_, code: string) => keep(`<pre>${shown(code)}</pre>`))
    .replace(/`([^`\n]+)`/g, (_, code: string) => keep(`<code>${shown(code)}</code>`))
    .replace(/<([^<>\n]+)>/g, (_, inner: string) => keep(special(inner, reader)))
    .replace(/[^\uE000\uE001]+/g, (plain) => shown(withPictures(plain)))
    .replace(/(^|[\s(])\*(?! )([^*\n]*[^*\s])\*/g, '$1<b>$2</b>')
    .replace(/(^|[\s(])_(?! )([^_\n]*[^_\s])_/g, '$1<i>$2</i>')
    .replace(/(^|[\s(])~(?! )([^~\n]*[^~\s])~/g, '$1<s>$2</s>')
    .replaceAll('\n', '<br>');
  return restored(formatted, kept);
}

/** Text as people see it, in HTML: Slack escapes three characters, and whoever sent more sees it. */
export function shown(text: string): string {
  return esc(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
}

function restored(html: string, kept: string[]): string {
  return html.replace(/\uE000(\d+)\uE001/g, (_, place: string) => restored(kept[Number(place)] ?? '', kept));
}

/** What stands in angle brackets: a mention, a date, or a link. */
function special(inner: string, reader: Reader): string {
  const [head = '', ...rest] = inner.split('|');
  const label = rest.join('|');
  if (head.startsWith('@')) return mention(`@${reader.nameOf(head.slice(1))}`);
  if (head.startsWith('#')) return mention(`#${label || reader.nameOf(head.slice(1))}`);
  if (head.startsWith('!date^')) return date(head, label, reader.timeZone);
  if (head.startsWith('!')) return mention(`@${label || head.slice(1)}`);
  const address = decoded(head);
  const safe = /^(https?:|mailto:)/i.test(address);
  return safe
    ? `<a href="${esc(address)}" rel="noreferrer">${shown(label || head)}</a>`
    : shown(`<${inner}>`);
}

function mention(text: string): string {
  return `<span class="mention">${shown(text)}</span>`;
}

function date(head: string, fallback: string, zone: string): string {
  const [, seconds = '', format = ''] = head.split('^');
  const at = DateTime.fromSeconds(Number(seconds), { zone, locale: 'en-US' });
  if (!/^\d+$/.test(seconds) || !at.isValid) return shown(fallback);
  return shown(
    format.replace(/\{(\w+)\}/g, (token, name: string) => {
      const pattern = DATE_FORMATS[name];
      return pattern === undefined ? token : at.toFormat(pattern);
    }),
  );
}

function decoded(text: string): string {
  return text.replaceAll('&amp;', '&');
}
