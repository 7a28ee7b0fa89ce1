import type { NotificationType } from '../../src/notifications/notification';

/** The compiler misses a type that is not listed. */
const LISTED: Record<NotificationType, true> = {
  time_entry_created: true,
  invoice_ready: true,
  daily_summary: true,
  reconnect_needed: true,
  entry_meeting_changed: true,
};

/** Every type of notification. */
export const NOTIFICATION_TYPES = Object.keys(LISTED) as NotificationType[];
