import { randomUUID } from 'node:crypto';
import type { FaultEffect } from '../../sandbox/simulator/fault';
import type { Dice } from '../convergence/dice';
import type { EditableCalendar, Span } from '../convergence/editable-calendar';
import { Witness } from '../convergence/witness';
import type { Api } from '../harness/api';
import type { Cluster } from './cluster';
import { isIdle } from './idle';
import { LiveCopy } from './live-copy';
import type { Provider } from './providers';

const MINUTE = 60_000;
const QUARTERS_OF_A_DAY = 96;

/** A person who uses the service, with one calendar at one provider. */
export interface Resident {
  user: Api;
  slug: 'google' | 'microsoft';
  email: string;
  accountId: string;
  calendarId: string;
  /** The calendar as the provider has it. */
  calendar: EditableCalendar;
  /** The same as the service tells it. */
  copy: LiveCopy;
  /** Compares the two. */
  witness: Witness;
}

interface MovingIn {
  /** How many meetings the calendar has, and what decides when they are. */
  meetings: number;
  dice: Dice;
  /** Whether background work keeps it fresh; on by default. */
  syncEnabled?: boolean;
}

let residents = 0;
let news = 0;

/** Signs up, connects an account of the provider, and selects its calendar. */
export async function moveIn(
  anonymous: Api,
  provider: Provider<{ authorize(order: Consent): Promise<{ location: string }> }>,
  { meetings, dice, syncEnabled = true }: MovingIn,
): Promise<Resident> {
  const email = `resident${(residents += 1)}@calendar.example`;
  const calendar = await provider.newCalendar(email);
  await fill(calendar, meetings, dice);

  const user = await signUp(anonymous);
  const { slug } = provider;
  const begun = await user.get(`/integrations/${slug}/authorize`).expect(200);
  const { location } = await provider.control.authorize({ authUrl: begun.body.auth_url as string, email });
  const { searchParams } = new URL(location);
  const callback = { code: searchParams.get('code')!, state: searchParams.get('state')! };
  const { body } = await user.post(`/integrations/${slug}/callback`, callback).expect(200);
  const primary = body.calendars.find((one: { primary: boolean }) => one.primary);
  const selection = {
    calendar_id: primary.id,
    oauth_account_id: body.oauth_account_id,
    sync_enabled: syncEnabled,
  };
  const selected = await user.post(`/integrations/${slug}/select-calendar`, selection).expect(201);
  const calendarId: string = selected.body.calendar_id;
  const copy = new LiveCopy(user, calendarId);
  const accountId: string = body.oauth_account_id;
  return { user, slug, email, accountId, calendarId, calendar, copy, witness: new Witness(copy) };
}

interface Consent {
  authUrl: string;
  email: string;
}

/** A new user; the first one is the admin. */
export async function signUp(anonymous: Api): Promise<Api> {
  const account = { email: `${randomUUID()}@example.com`, name: 'Robin', password: 'correct horse' };
  const { body } = await anonymous.post('/auth/signup', account).expect(201);
  return anonymous.as(body.access_token as string);
}

/** Meetings of half an hour, all well within the window that is synced. */
async function fill(calendar: EditableCalendar, meetings: number, dice: Dice): Promise<void> {
  const planned = Array.from({ length: meetings }, (_, index) => ({
    ...{ id: `first-${index}`, title: `Meeting ${index}` },
    ...anySpan(dice),
  }));
  await Promise.all(planned.map((meeting) => calendar.put(meeting)));
}

function anySpan(dice: Dice): Span {
  const now = Math.floor(Date.now() / MINUTE) * MINUTE;
  const start = now + dice.between(-5 * QUARTERS_OF_A_DAY, 28 * QUARTERS_OF_A_DAY) * 15 * MINUTE;
  return { startsAt: new Date(start), endsAt: new Date(start + 30 * MINUTE) };
}

/** From now on, each page of this person's events comes so many milliseconds late. */
export async function delayEvents({ providers }: Cluster, resident: Resident, ms: number): Promise<void> {
  await disturbEvents(providers, resident, { type: 'delay', ms }, 'always');
}

/** Something happens to the next requests for this person's events. */
export async function disturbEvents(
  providers: Cluster['providers'],
  { slug, email }: Resident,
  effect: FaultEffect,
  times: number | 'always' = 1,
): Promise<void> {
  const { control, eventsKind } = providers[slug];
  await control.addFault({ kind: eventsKind, email, effect, times } as never);
}

/** One more meeting, so that the next sync has something to find. */
export async function putSomething({ calendar }: Resident, dice: Dice): Promise<void> {
  news += 1;
  await calendar.put({ id: `news-${news}`, title: `News ${news}`, ...anySpan(dice) });
}

/** All meetings are what they are at the provider: none lost, none twice, each as it is. */
export async function expectConverged(residents: readonly Resident[]): Promise<void> {
  for (const { calendar, witness } of residents) {
    const remote = await calendar.read();
    witness.sees(remote);
    await witness.checkConverged(remote);
  }
}

/** All calendars have been synced, and nothing is left to do. */
export async function areSettled(cluster: Cluster, residents: readonly Resident[]): Promise<boolean> {
  if (!(await isIdle(cluster))) return false;
  for (const resident of residents) if ((await stateOf(resident)).sync_status !== 'ok') return false;
  return true;
}

/** What the calendar's owner sees of its sync. */
export async function stateOf({ user, calendarId }: Resident): Promise<CalendarState> {
  const { body } = await user.get(`/integrations/calendars/${calendarId}`).expect(200);
  return body;
}

export interface CalendarState {
  sync_status: string;
  status_detail: string | null;
  last_sync_at: string | null;
  next_sync_at: string | null;
  event_count: number;
}
