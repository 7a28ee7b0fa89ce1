import { GoogleControl } from '../../sandbox/google/google.control';
import type { EventPatch, GoogleEvent } from '../../sandbox/google/google.event';
import type { Settings } from '../../sandbox/google/settings';
import type { Disturbance, EditableCalendar, NewMeeting, RemoteMeeting, Span } from './editable-calendar';
import type { Reader } from './reader';

const EFFECTS = {
  error: { type: 'status', status: 500 },
  reset: { type: 'reset' },
  silence: { type: 'hang' },
  forgotten: { type: 'status', status: 410, reason: 'fullSyncRequired' },
} as const;

const WHOLE = { maxPageSize: null, emptyPageAt: null };

/** A primary calendar at simulated Google. */
export class GoogleCalendar implements EditableCalendar {
  private readonly control: GoogleControl;
  private pages: Pick<Settings, 'maxPageSize' | 'emptyPageAt'> = WHOLE;
  private repeated: Settings['repeatEvent'] = null;

  /**
   * @param email of the owner, which is the id of the calendar
   * @param reader of somebody else with whom it is shared: what goes wrong for the owner goes well there
   */
  constructor(
    private readonly url: string,
    private readonly email: string,
    private readonly reader: Reader,
  ) {
    this.control = new GoogleControl(url);
  }

  /** As one page, whatever pages the service gets. */
  async read(): Promise<RemoteMeeting[]> {
    await this.control.settings({ ...WHOLE, repeatEvent: null });
    const around = { timeMin: '2026-01-01T00:00:00Z', timeMax: '2028-01-01T00:00:00Z' };
    const query = new URLSearchParams({ ...around, singleEvents: 'true', maxResults: '2500' });
    const address = `${this.url}/calendar/v3/calendars/${encodeURIComponent(this.email)}/events`;
    const page = await this.reader<{ items: GoogleEvent[]; nextPageToken?: string }>(
      `${address}?${query.toString()}`,
    );
    if (page.nextPageToken !== undefined) throw new Error('More events than a history should make.');
    await this.control.settings({ ...this.pages, repeatEvent: this.repeated });
    return page.items.map(toMeeting).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async put({ id, title, repeats, ...span }: NewMeeting): Promise<void> {
    const recurrence = repeats && [
      `RRULE:FREQ=${repeats.every === 'day' ? 'DAILY' : 'WEEKLY'};COUNT=${repeats.times}`,
    ];
    const event = { id, summary: title, ...timesOf(span), ...(recurrence && { recurrence }) };
    await this.control.putEvents({ calendarId: this.email, events: [event] });
  }

  move(id: string, to: Span): Promise<void> {
    return this.patch(id, timesOf(to));
  }

  makeAllDay(id: string, day: Date): Promise<void> {
    const [date, next] = [0, 1].map((days) => ({
      date: new Date(day.getTime() + days * 86_400_000).toISOString().slice(0, 10),
    }));
    return this.patch(id, { start: date, end: next });
  }

  retitle(id: string, title: string): Promise<void> {
    return this.patch(id, { summary: title });
  }

  async answer(eventId: string, response: 'accepted' | 'declined'): Promise<void> {
    await this.control.respondToEvent({ calendarId: this.email, eventId, response });
  }

  setFree(id: string, free: boolean): Promise<void> {
    return this.patch(id, { transparency: free ? 'transparent' : null });
  }

  setPrivate(id: string, isPrivate: boolean): Promise<void> {
    return this.patch(id, { visibility: isPrivate ? 'private' : null });
  }

  async remove(eventId: string): Promise<void> {
    await this.control.cancelEvent({ calendarId: this.email, eventId });
  }

  /** To Google it is the same. */
  callOff(id: string): Promise<void> {
    return this.remove(id);
  }

  async split(eventId: string, summary: string): Promise<void> {
    await this.control.splitSeries({ calendarId: this.email, eventId, patch: { summary } });
  }

  async forgetCursors(): Promise<void> {
    await this.control.expireSyncTokens();
  }

  async setPages({ size, emptyAt }: { size: number | null; emptyAt: number | null }): Promise<void> {
    this.pages = { maxPageSize: size, emptyPageAt: emptyAt };
    await this.control.settings(this.pages);
  }

  async tellTwice(eventId: string | null): Promise<void> {
    const earlier = { summary: 'as it was', transparency: 'transparent' };
    this.repeated = eventId === null ? null : { eventId, earlier };
    await this.control.settings({ repeatEvent: this.repeated });
  }

  async changeHabits(roll: number): Promise<string> {
    const deletedSeriesAs = roll % 2 === 0 ? 'instances' : 'master';
    await this.control.settings({ deletedSeriesAs });
    return `tell deleted series as ${deletedSeriesAs}`;
  }

  /** Google has no lookups; a first page stands in for them. */
  async disturb({ at, times, effect }: Disturbance): Promise<void> {
    const page = at === 'lookup' ? 1 : at;
    await this.control.addFault({ kind: 'events', email: this.email, page, times, effect: EFFECTS[effect] });
  }

  async calm(): Promise<void> {
    await this.control.clearFaults();
  }

  private async patch(eventId: string, patch: EventPatch): Promise<void> {
    await this.control.patchEvent({ calendarId: this.email, eventId, patch });
  }
}

function timesOf({ startsAt, endsAt }: Span): Pick<GoogleEvent, 'start' | 'end'> {
  const [start, end] = [startsAt, endsAt].map((instant) => ({
    dateTime: instant.toISOString(),
    timeZone: 'Europe/Berlin',
  }));
  return { start, end };
}

/** https://developers.google.com/workspace/calendar/api/v3/reference/events#resource, and design.md §3, filters. */
function toMeeting(event: GoogleEvent): RemoteMeeting {
  const [startsAt, endsAt] = [event.start, event.end].map(
    (time) => new Date(time?.dateTime ?? `${time?.date}T00:00:00Z`),
  ) as [Date, Date];
  const declined = event.attendees?.some(({ self, responseStatus }) => self && responseStatus === 'declined');
  const refused =
    event.start?.date !== undefined || declined || event.transparency === 'transparent' || endsAt <= startsAt;
  return {
    id: event.id,
    seriesId: event.recurringEventId ?? null,
    title: event.visibility === 'private' ? null : (event.summary ?? null),
    ...{ startsAt, endsAt, refused: !!refused },
  };
}
