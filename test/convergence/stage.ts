import { Clock } from '../../src/common/clock';
import type { GuardedLimits } from '../../src/common/http/guarded-limits';
import type { Api } from '../harness/api';
import type { Service } from '../harness/service';
import type { EditableCalendar } from './editable-calendar';
import { SyncedCopy } from './synced-copy';

/** The service and a simulated provider, where histories are played one after the other. */
export interface Stage {
  service: Service;
  /** Of the plugin's data requests. */
  limits: GuardedLimits['data'];
  /** Forgets all that the provider knows, and seeds a person with an empty calendar. */
  freshCalendar(email: string): Promise<EditableCalendar>;
  /** The person consents; gives where the browser is sent. */
  consent(authUrl: string, email: string): Promise<string>;
  slug: string;
  close(): Promise<void>;
}

/** Histories begin on this day: the last Sunday of March, when clocks change, is in their window. */
const BEGINNING = new Date('2027-03-15T12:00:00Z');

let people = 0;

/** A calendar and our copy of it, both empty. */
export async function raiseCurtain(
  stage: Stage,
): Promise<{ calendar: EditableCalendar; copy: SyncedCopy; now: Date }> {
  const email = `person${(people += 1)}@calendar.example`;
  const calendar = await stage.freshCalendar(email);
  const user = await stage.service.signUp();
  const calendarId = await connect(stage, user, email);
  const copy = new SyncedCopy(stage.service.app.get(Clock), stage, user, calendarId);
  copy.moveTo(BEGINNING);
  return { calendar, copy, now: BEGINNING };
}

/** Connects the account and selects its primary calendar; background sync is off. */
async function connect({ slug, consent }: Stage, user: Api, email: string): Promise<string> {
  const begun = await user.get(`/integrations/${slug}/authorize`).expect(200);
  const { searchParams } = new URL(await consent(begun.body.auth_url as string, email));
  const callback = { code: searchParams.get('code')!, state: searchParams.get('state')! };
  const { body } = await user.post(`/integrations/${slug}/callback`, callback).expect(200);
  const primary = body.calendars.find((calendar: { primary: boolean }) => calendar.primary);
  const selection = {
    calendar_id: primary.id,
    oauth_account_id: body.oauth_account_id,
    sync_enabled: false,
  };
  const selected = await user.post(`/integrations/${slug}/select-calendar`, selection).expect(201);
  return selected.body.calendar_id;
}
