import type { types } from '@slack/bolt';
import { type Card, type Foreign, type Mood } from './card';
import { clip } from '../text/clip';
import { Mrkdwn, mrkdwn } from '../text/mrkdwn';

/** The part of a message that `chat.postMessage` takes. */
export interface SlackMessage {
  text: string;
  blocks: types.KnownBlock[];
  attachments: types.MessageAttachment[];
}

type Words = types.PlainTextElement | types.MrkdwnElement;

const LOOKS: Record<Mood, { emoji: string; colour: string }> = {
  success: { emoji: ':white_check_mark:', colour: '#2eb67d' },
  info: { emoji: ':bar_chart:', colour: '#1d9bd1' },
  warning: { emoji: ':warning:', colour: '#e8a723' },
};

/** Far below Slack's 3,000 for a section: nobody reads more in a message. */
const LONGEST_LINE = 600;
const LONGEST_DETAIL = 150;

/**
 * A card in Slack's form: the title as a block, the rest beside a bar of colour, which only attachments have.
 * @see https://docs.slack.dev/reference/block-kit/blocks
 * @see https://docs.slack.dev/messaging/formatting-message-text#attachments
 */
export function slackMessage({ mood, title, lines, details, summary }: Card): SlackMessage {
  const { emoji, colour } = LOOKS[mood];
  const elements = details.flatMap((detail) => words(detail, LONGEST_DETAIL));
  const sections = lines.flatMap((line) => words(line, LONGEST_LINE));
  const blocks: types.KnownBlock[] = [
    ...sections.map((text): types.KnownBlock => ({ type: 'section', text })),
    ...(elements.length > 0 ? [{ type: 'context', elements } as const] : []),
  ];
  const heading = mrkdwn`${emoji} *${title}*`.text;
  return {
    text: `${emoji} ${summary.text}`,
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: heading } }],
    attachments: [{ color: colour, fallback: title, blocks }],
  };
}

/** Foreign text is never mark-up, and its `:words:` never become pictures. */
function words(value: Mrkdwn | Foreign, longest: number): Words[] {
  if (value instanceof Mrkdwn) return [{ type: 'mrkdwn', text: value.text }];
  const text = clip(value.foreign.trim(), longest);
  return text === '' ? [] : [{ type: 'plain_text', text, emoji: false }];
}
