import { slackMessage } from '../slack-message';
import { reconnectNeeded } from './reconnect-needed';

describe('The message of an account that stands still', () => {
  it('names the account and the reason', () => {
    const facts = {
      accountId: 'id',
      provider: 'google',
      email: 'robin@acme.example',
      detail: 'Access was withdrawn.',
    };
    const { text, attachments } = slackMessage(reconnectNeeded(facts));
    expect(text).toBe(':warning: Connect robin@acme.example again: its calendars are not synchronised.');
    expect(attachments[0]).toMatchObject({
      color: '#e8a723',
      blocks: [
        { text: { type: 'plain_text', text: 'robin@acme.example' } },
        { text: { type: 'plain_text', text: 'Access was withdrawn.' } },
        { elements: [{ type: 'plain_text', text: 'google' }, { type: 'mrkdwn' }] },
      ],
    });
  });
});
