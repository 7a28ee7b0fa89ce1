import { slackMessage } from '../slack-message';
import { timeEntryCreated } from './time-entry-created';

const FACTS = {
  count: 1,
  minutes: 150,
  description: 'Workshop',
  startedAt: '2026-03-13T09:00:00.000Z',
  project: 'Site',
  client: 'Acme',
};

describe('The message of a time entry', () => {
  it('says how long, what, when and for whom', () => {
    expect(slackMessage(timeEntryCreated(FACTS))).toEqual({
      text: ':white_check_mark: Time entry created: 2 h 30 m: Workshop',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: ':white_check_mark: *Time entry created*' } },
      ],
      attachments: [
        {
          color: '#2eb67d',
          fallback: 'Time entry created',
          blocks: [
            { type: 'section', text: { type: 'mrkdwn', text: '*2 h 30 m*' } },
            { type: 'section', text: { type: 'plain_text', text: 'Workshop', emoji: false } },
            {
              type: 'context',
              elements: [
                { type: 'mrkdwn', text: '<!date^1773392400^{date_short} {time}|13 Mar 2026 09:00 UTC>' },
                { type: 'plain_text', text: 'Site', emoji: false },
                { type: 'plain_text', text: 'Acme', emoji: false },
              ],
            },
          ],
        },
      ],
    });
  });

  it('leaves out what there is not', () => {
    const bare = { ...FACTS, description: '  ', startedAt: null, project: null, client: null };
    const { text, attachments } = slackMessage(timeEntryCreated(bare));
    expect(text).toBe(':white_check_mark: Time entry created: 2 h 30 m');
    expect(attachments[0]!.blocks).toEqual([
      { type: 'section', text: { type: 'mrkdwn', text: '*2 h 30 m*' } },
    ]);
  });

  it('is one message for a bulk', () => {
    const bulk = { ...FACTS, count: 12, minutes: 495, description: null, startedAt: null, project: null };
    const { text, attachments } = slackMessage(timeEntryCreated(bulk));
    expect(text).toBe(':white_check_mark: 12 time entries created: 8 h 15 m');
    expect(attachments[0]!.blocks).toContainEqual({
      type: 'section',
      text: { type: 'mrkdwn', text: '*8 h 15 m* in total' },
    });
  });
});
