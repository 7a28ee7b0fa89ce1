import type { NotificationFacts } from '../../../notifications/notification';
import { type Card, foreign } from '../card';
import { spokenAmount } from '../../../billing/money/amount';
import { clip } from '../../text/clip';
import { mrkdwn } from '../../text/mrkdwn';

/** An invoice has its number and can go out. */
export function invoiceReady({ number, client, total, currency }: NotificationFacts['invoice_ready']): Card {
  const amount = spokenAmount(total, currency);
  return {
    mood: 'success',
    title: 'Invoice ready',
    lines: [foreign(`Invoice ${number}`), mrkdwn`Total: *${amount}*`],
    details: [foreign(client)],
    summary: mrkdwn`Invoice ${clip(number, 60)} for ${clip(client, 150)} is ready: ${amount}`,
  };
}
