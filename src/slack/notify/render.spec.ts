import type { Notification, NotificationType } from '../../notifications/notification';
import { problemsOfBlocks } from '../../../sandbox/slack/block.rules';
import { NOTIFICATION_TYPES } from '../../../test/notifications/notification-types';
import { render } from './render';

const AT = '2026-03-13T09:00:00Z';

/** Every type, with one foreign text wherever a foreign text can be. */
function saying(text: string): Record<NotificationType, Notification> {
  const common = { id: 'id', userId: 'user' };
  const meeting = { startsAt: AT, endsAt: AT, summary: text };
  return {
    time_entry_created: {
      ...common,
      type: 'time_entry_created',
      facts: { count: 1, minutes: 60, description: text, startedAt: AT, project: text, client: text },
    },
    invoice_ready: {
      ...common,
      type: 'invoice_ready',
      facts: { invoiceId: 'id', number: text, client: text, total: 1, currency: 'EUR' },
    },
    daily_summary: {
      ...common,
      type: 'daily_summary',
      facts: { date: '2026-03-13', timezone: 'Asia/Kolkata', entries: 1, minutes: 60, unconverted: 1 },
    },
    reconnect_needed: {
      ...common,
      type: 'reconnect_needed',
      facts: { accountId: 'id', provider: text, email: text, detail: text },
    },
    entry_meeting_changed: {
      ...common,
      type: 'entry_meeting_changed',
      facts: { timeEntryId: 'id', change: 'updated', description: text, startedAt: AT, meeting },
    },
  };
}

const HOSTILE = [
  '<!channel> <@U0ROBIN> <https://evil.example|bank> & "quotes"',
  '*bold* _it_ ~no~ `code` :smile: > quote',
  '<'.repeat(5_000),
  '🧑‍🚀'.repeat(2_000),
  '\u0001\u202e\n'.repeat(1_500),
  '   \n ',
  '',
];

/** All that is mark-up in a message: our own words, and what they quote. */
function markup(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { type, text } = value as { type?: unknown; text?: unknown };
  const own = type === 'mrkdwn' && typeof text === 'string' ? [text] : [];
  return [...own, ...Object.values(value).flatMap(markup)];
}

describe.each(NOTIFICATION_TYPES)('A message of %s', (type) => {
  it.each(HOSTILE)('is one that Slack takes, and pings nobody: %j', (text) => {
    const message = render(saying(text)[type]);
    const everything = [...message.blocks, ...message.attachments.flatMap(({ blocks = [] }) => blocks)];
    expect(problemsOfBlocks(message.blocks, 50)).toEqual([]);
    expect(problemsOfBlocks(message.attachments[0]!.blocks, 50)).toEqual([]);
    expect(message.attachments[0]!.blocks!.length).toBeGreaterThan(0);
    expect(JSON.stringify(everything).length).toBeLessThan(13_200);
    expect(message.text.length).toBeGreaterThan(10);
    expect(message.text.length).toBeLessThan(4_000);
    for (const words of [message.text, ...markup(everything)]) {
      expect(words.replace(/<!date\^\d+\^[^<>|]+\|[^<>|]+>/g, '')).not.toMatch(/[<>]/);
      expect(words).not.toMatch(/&(?!amp;|lt;|gt;)/);
      expect(words).not.toMatch(/\p{Surrogate}/u);
    }
  });
});
