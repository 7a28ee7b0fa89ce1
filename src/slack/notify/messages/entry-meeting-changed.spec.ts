import { slackMessage } from '../slack-message';
import { entryMeetingChanged } from './entry-meeting-changed';

const FACTS = {
  timeEntryId: 'id',
  change: 'updated' as const,
  description: 'Workshop',
  startedAt: '2026-03-13T09:00:00.000Z',
  meeting: { startsAt: '2026-03-13T10:00:00Z', endsAt: '2026-03-13T11:30:00Z', summary: 'Workshop, later' },
};

describe('The message of a meeting that changed', () => {
  it('shows the entry, and the meeting as it is now', () => {
    const { text, attachments } = slackMessage(entryMeetingChanged(FACTS));
    expect(text).toBe(':warning: The meeting of a time entry has changed: Workshop');
    expect(attachments[0]!.blocks).toMatchObject([
      { text: { type: 'plain_text', text: 'Workshop' } },
      {
        text: {
          type: 'mrkdwn',
          text: 'The meeting is now <!date^1773396000^{date_short} {time}|13 Mar 2026 10:00 UTC> to <!date^1773401400^{time}|11:30 UTC>:',
        },
      },
      { text: { type: 'plain_text', text: 'Workshop, later' } },
      { type: 'context' },
    ]);
  });

  it('says that the meeting is gone', () => {
    const facts = { ...FACTS, change: 'removed' as const, description: '', meeting: null };
    const { text, attachments } = slackMessage(entryMeetingChanged(facts));
    expect(text).toBe(':warning: The meeting of a time entry was removed');
    expect(attachments[0]!.blocks).toHaveLength(1);
  });
});
