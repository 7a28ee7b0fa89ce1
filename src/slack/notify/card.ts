import type { Mrkdwn } from '../text/mrkdwn';

/** How a message is meant: it decides emoji and colour. */
export type Mood = 'success' | 'info' | 'warning';

/** What somebody else wrote: it is shown as it is, and nothing in it means anything to Slack. */
export interface Foreign {
  foreign: string;
}

/** A message, before it has Slack's form. */
export interface Card {
  mood: Mood;
  /** In our own words. */
  title: string;
  /** The gist, a paragraph each; an empty foreign text is left out. */
  lines: (Mrkdwn | Foreign)[];
  /** More facts, in small print side by side; an empty foreign text is left out. */
  details: (Mrkdwn | Foreign)[];
  /** Everything in one sentence, for system notifications and for programs that show no blocks. */
  summary: Mrkdwn;
}

/** Marks a text as foreign; null becomes an empty one. */
export function foreign(text: string | null): Foreign {
  return { foreign: text ?? '' };
}
