import type { CalendarIntegration } from './calendar-integration.entity';

/** How a calendar is doing, in one word. */
export const SYNC_STATUSES = ['never', 'ok', 'running', 'failing', 'needs_reauth', 'unavailable'] as const;
export type SyncStatus = (typeof SYNC_STATUSES)[number];

/**
 * Derived from evidence, never set by hand: the account's grant, the provider's word on the calendar, the lease, the
 * runs. `detail` is for the owner.
 */
export function statusOf(
  calendar: CalendarIntegration,
  now: Date,
): { status: SyncStatus; detail: string | null } {
  const { oauthAccount: account, statusDetail } = calendar;
  if (account.status === 'needs_reauth') return { status: 'needs_reauth', detail: account.statusDetail };
  if (calendar.leaseExpiresAt && calendar.leaseExpiresAt > now) return { status: 'running', detail: null };
  if (!calendar.isActive) return { status: 'unavailable', detail: statusDetail };
  if (calendar.failureCount > 0) return { status: 'failing', detail: statusDetail };
  const paused = account.throttledUntil && account.throttledUntil > now;
  const detail = paused ? 'The provider asked us to wait before the next request.' : null;
  return { status: calendar.lastSyncAt ? 'ok' : 'never', detail };
}
