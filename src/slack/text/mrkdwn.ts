import { escaped } from './escaped';

/** Text in Slack's mark-up that holds nothing foreign unescaped. Only `mrkdwn` makes it. */
export class Mrkdwn {
  private constructor(readonly text: string) {}

  /** Called by `mrkdwn` alone: see there. */
  static of(words: TemplateStringsArray, ...values: (string | number | Mrkdwn)[]): Mrkdwn {
    const parts = words.map((word, place) => word + (place < values.length ? safe(values[place]!) : ''));
    return new Mrkdwn(parts.join(''));
  }
}

/**
 * Our words, with the values in them escaped: a title that says `<!channel>` pings nobody.
 * @see https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export const mrkdwn = (words: TemplateStringsArray, ...values: (string | number | Mrkdwn)[]): Mrkdwn =>
  Mrkdwn.of(words, ...values);

function safe(value: string | number | Mrkdwn): string {
  return value instanceof Mrkdwn ? value.text : escaped(String(value));
}
