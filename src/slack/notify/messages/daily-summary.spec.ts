import { slackMessage } from '../slack-message';
import { dailySummary } from './daily-summary';

const FACTS = { date: '2026-03-13', timezone: 'Asia/Kolkata', entries: 3, minutes: 330, unconverted: 2 };

describe('The message of a day', () => {
  it('shows entries, hours and what is left', () => {
    const { text, blocks, attachments } = slackMessage(dailySummary(FACTS));
    expect(text).toBe(
      ':bar_chart: Your day: 3 time entries, 5 h 30 m in total; 2 meetings are not converted yet',
    );
    expect(blocks).toMatchObject([{ text: { text: ':bar_chart: *Your day: Fri 13 Mar 2026*' } }]);
    expect(attachments[0]).toMatchObject({
      color: '#1d9bd1',
      blocks: [
        { text: { text: '*3 time entries*, *5 h 30 m* in total' } },
        {
          elements: [
            { type: 'mrkdwn', text: '2 meetings are not converted yet' },
            { type: 'plain_text', text: 'Asia/Kolkata' },
          ],
        },
      ],
    });
  });

  it('counts one as one, and nothing as nothing', () => {
    const one = slackMessage(dailySummary({ ...FACTS, entries: 1, minutes: 60, unconverted: 1 }));
    expect(one.text).toBe(':bar_chart: Your day: 1 time entry, 1 h in total; 1 meeting is not converted yet');
    const none = slackMessage(dailySummary({ ...FACTS, entries: 0, minutes: 0, unconverted: 0 }));
    expect(none.text).toBe(':bar_chart: Your day: 0 time entries, 0 m in total');
  });
});
