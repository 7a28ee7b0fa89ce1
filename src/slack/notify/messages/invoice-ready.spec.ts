import { slackMessage } from '../slack-message';
import { invoiceReady } from './invoice-ready';

const FACTS = {
  invoiceId: 'id',
  number: 'INV-2026-0001',
  client: 'Acme & Sons',
  total: 123450,
  currency: 'EUR',
};

describe('The message of an invoice', () => {
  it('shows number, client and total', () => {
    const { text, attachments } = slackMessage(invoiceReady(FACTS));
    expect(text).toBe(':white_check_mark: Invoice INV-2026-0001 for Acme &amp; Sons is ready: €1,234.50');
    expect(attachments[0]).toMatchObject({
      color: '#2eb67d',
      blocks: [
        { type: 'section', text: { type: 'plain_text', text: 'Invoice INV-2026-0001' } },
        { type: 'section', text: { type: 'mrkdwn', text: 'Total: *€1,234.50*' } },
        { type: 'context', elements: [{ type: 'plain_text', text: 'Acme & Sons' }] },
      ],
    });
  });
});
