import type { Mrkdwn } from '../text/mrkdwn';

/** How a message is meant: it decides emoji and colour. */
export type Mood = 'success' | 'info' | 'warning';

/** What somebody else wrote: it is shown letter by letter, and nothing in it has a meaning to Slack. */
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
  /** What else there is to know, in small print side by side; likewise. */
  details: (Mrkdwn | Foreign)[];
  /** All in a sentence, for notifications of the system and for screens without blocks. */
  summary: Mrkdwn;
}

/** Marks a text as foreign; nothing is an empty one. */
export function foreign(text: string | null): Foreign {
  return { foreign: text ?? '' };
}
