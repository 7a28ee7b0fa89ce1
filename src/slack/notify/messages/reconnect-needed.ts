import type { NotificationFacts } from '../../../notifications/notification';
import { type Card, foreign } from '../card';
import { clip } from '../../text/clip';
import { mrkdwn } from '../../text/mrkdwn';

/** A calendar account stands still until its owner consents again. */
export function reconnectNeeded(facts: NotificationFacts['reconnect_needed']): Card {
  const { provider, email, detail } = facts;
  return {
    mood: 'warning',
    title: 'A calendar account has to be connected again',
    lines: [foreign(email), foreign(detail)],
    details: [foreign(provider), mrkdwn`Its calendars are not synchronised until then.`],
    summary: mrkdwn`Connect ${clip(email, 254)} again: its calendars are not synchronised.`,
  };
}
