import type { Notification } from '../../notifications/notification';
import type { Card } from './card';
import { dailySummary } from './messages/daily-summary';
import { entryMeetingChanged } from './messages/entry-meeting-changed';
import { invoiceReady } from './messages/invoice-ready';
import { reconnectNeeded } from './messages/reconnect-needed';
import { timeEntryCreated } from './messages/time-entry-created';
import { slackMessage, type SlackMessage } from './slack-message';

/** A notification as Slack shows it, from its facts alone. */
export function render(notification: Notification): SlackMessage {
  return slackMessage(cardOf(notification));
}

function cardOf(notification: Notification): Card {
  switch (notification.type) {
    case 'time_entry_created':
      return timeEntryCreated(notification.facts);
    case 'invoice_ready':
      return invoiceReady(notification.facts);
    case 'daily_summary':
      return dailySummary(notification.facts);
    case 'reconnect_needed':
      return reconnectNeeded(notification.facts);
    case 'entry_meeting_changed':
      return entryMeetingChanged(notification.facts);
  }
}
