import { repeat } from '../figures/stopwatch';
import { meetings } from '../stage/meetings';
import type { Stage } from '../stage/stage';

/** A calendar of the fleet; `id` is the service's. */
export interface FleetCalendar {
  id: string;
  email: string;
}

const EVENTS = 100;

/** Connects `count` Google accounts with one calendar each, which is switched on: workers sync it at once. */
export async function connectFleet(stage: Stage, count: number): Promise<FleetCalendar[]> {
  const emails = Array.from({ length: count }, (_, number) => `fleet${number}@calendar.example`);
  await stage.google.seedAccounts({ accounts: emails.map((email) => ({ email })) });
  return repeat(count, (number) => connect(stage, emails[number]!));
}

async function connect({ google, api }: Stage, email: string): Promise<FleetCalendar> {
  await google.putEvents({ calendarId: email, events: meetings(EVENTS) });
  const { auth_url: authUrl } = await api.get<{ auth_url: string }>('/integrations/google/authorize');
  const { location } = await google.authorize({ authUrl, email });
  const { code, state } = Object.fromEntries(new URL(location).searchParams);
  const account = await api.post<{ oauth_account_id: string }>('/integrations/google/callback', {
    code,
    state,
  });
  const selection = { calendar_id: email, oauth_account_id: account.oauth_account_id };
  const { calendar_id: id } = await api.post<{ calendar_id: string }>(
    '/integrations/google/select-calendar',
    selection,
  );
  return { id, email };
}
