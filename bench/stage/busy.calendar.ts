import type { GoogleControl } from '../../sandbox/google/google.control';
import type { ApiClient } from './api.client';
import { meetings } from './meetings';

/** What the service says of a sync. */
export interface SyncAnswer {
  mode: 'full' | 'incremental';
  synced_count: number;
  updated_count: number;
  removed_count: number;
  unchanged_count: number;
  pages: number;
}

/** A calendar at the simulated Google, connected and selected; it syncs only when told to. */
export interface BusyCalendar {
  id: string;
  email: string;
  size: number;
  sync(): Promise<SyncAnswer>;
}

/** More than Google would take at once, and quick enough here. */
const AT_ONCE = 2000;

/** Fills a new Google account's calendar with `size` events and connects it. */
export async function busyCalendar(
  { google, api }: { google: GoogleControl; api: ApiClient },
  size: number,
): Promise<BusyCalendar> {
  const email = `busy${size}@calendar.example`;
  await google.seedAccounts({ accounts: [{ email }] });
  const events = meetings(size);
  for (let from = 0; from < events.length; from += AT_ONCE) {
    await google.putEvents({ calendarId: email, events: events.slice(from, from + AT_ONCE) });
  }
  const { auth_url: authUrl } = await api.get<{ auth_url: string }>('/integrations/google/authorize');
  const { location } = await google.authorize({ authUrl, email });
  const { code, state } = Object.fromEntries(new URL(location).searchParams);
  const account = await api.post<{ oauth_account_id: string }>('/integrations/google/callback', {
    code,
    state,
  });
  const selection = { calendar_id: email, oauth_account_id: account.oauth_account_id, sync_enabled: false };
  const { calendar_id: id } = await api.post<{ calendar_id: string }>(
    '/integrations/google/select-calendar',
    selection,
  );
  return { id, email, size, sync: () => api.post(`/integrations/google/${id}/sync`) };
}
