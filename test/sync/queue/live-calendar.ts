import { Dispatcher } from '../../../src/calendars/sync/queue/dispatcher';
import type { Api } from '../../harness/api';
import { eventually } from '../../harness/eventually';
import { connect, type GoogleService } from '../../harness/google-service';
import { meeting } from '../../harness/meetings';
import type { Service } from '../../harness/service';

/** A calendar as its owner sees it. */
export interface CalendarState {
  sync_status: string;
  status_detail: string | null;
  last_sync_at: string | null;
  next_sync_at: string | null;
  event_count: number;
}

/** A run of the history as the wire shows it. */
export interface Run {
  id: string;
  status: string;
  trigger: string;
  mode: string | null;
  synced_count: number;
  started_at: string | null;
  finished_at: string | null;
  error: { code: string; detail: string } | null;
}

/** A Google calendar that is synced in the background. */
export interface LiveCalendar {
  id: string;
  accountId: string;
  /** The account's address, which is also Google's id of its primary calendar. */
  email: string;
  user: Api;
  state(): Promise<CalendarState>;
  /** Newest first. */
  runs(): Promise<Run[]>;
  /** Waits for a status. */
  until(status: string): Promise<CalendarState>;
  /** Asks for a sync without waiting for it. */
  request(): ReturnType<Api['post']>;
  /** How often Google was asked for its events. */
  requests(): Promise<number>;
}

let people = 0;

/** Looks what is due now, and not only at the next tick. @returns whether more waits for a place */
export function tick(service: Service): Promise<boolean> {
  return service.app.get(Dispatcher).dispatch();
}

/** Makes calendars due, and looks at once. */
export async function makeDue(service: Service, ...calendars: LiveCalendar[]): Promise<void> {
  await service.sql('UPDATE calendar_integrations SET next_sync_at = $2 WHERE id = ANY ($1)', [
    calendars.map(({ id }) => id),
    service.clock.now(),
  ]);
  await tick(service);
}

/** Seeds and connects a Google account with a meeting, and selects its primary calendar, switched on. */
export async function selectLive(service: GoogleService, user: Api): Promise<LiveCalendar> {
  const email = `live${(people += 1)}@calendar.example`;
  await service.google.seedAccounts({ accounts: [{ email }] });
  await service.google.putEvents({ calendarId: email, events: [meeting(1)] });
  const accountId = await connect(service, user, email);
  return selectFrom(service, user, accountId, email, email);
}

/** Selects one more calendar of a connected account; it has to be seeded. */
export async function selectFrom(
  service: GoogleService,
  user: Api,
  accountId: string,
  email: string,
  calendarId: string,
): Promise<LiveCalendar> {
  const selection = { calendar_id: calendarId, oauth_account_id: accountId };
  const { body } = await user.post('/integrations/google/select-calendar', selection).expect(201);
  const path = `/integrations/calendars/${body.calendar_id}`;
  const state = async (): Promise<CalendarState> => (await user.get(path).expect(200)).body;
  return {
    id: body.calendar_id,
    accountId,
    email,
    user,
    state,
    runs: async () => (await user.get(`${path}/sync-runs`).expect(200)).body.sync_runs,
    until: (status) =>
      eventually(async () => {
        const now = await state();
        return now.sync_status === status ? now : undefined;
      }),
    request: () => user.post(`/integrations/google/${body.calendar_id}/sync?async=true`),
    requests: async () => {
      const { requests } = await service.google.requests({ kind: 'events' });
      return requests.filter((request) => request.email === email).length;
    },
  };
}

/** The same, synced once already. */
export async function selectSynced(service: GoogleService, user: Api): Promise<LiveCalendar> {
  const calendar = await selectLive(service, user);
  await makeDue(service, calendar);
  await calendar.until('ok');
  await service.google.clearRequests();
  return calendar;
}
