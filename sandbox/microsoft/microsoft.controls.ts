import { randomUUID } from 'node:crypto';
import { commonControls, DONE } from '../simulator/common.controls';
import { defaultCalendar } from './account.directory';
import { checkAuthorization, decide, optionalScopes } from './authorization';
import { Controls, StoredEvent } from './controls';
import { EventStore } from './event.store';
import { eventToWire } from './event.wire';
import { EventPatch, ResponseType } from './graph.event';
import { Item } from './item';
import { World } from './world';

/** Carries out orders on a world. A RangeError says what does not exist or makes no sense. */
export function controlsOf(world: World): Controls {
  const common = commonControls(world);
  const eventsOf = (calendarId: string): EventStore => world.directory.calendar(calendarId).events;
  return {
    ...common,
    seedAccounts: ({ accounts }) => ({
      accounts: accounts.map((input) => {
        const account = world.directory.seed(input);
        const { email, oid, tenantId, calendars } = account;
        const defaultCalendarId = defaultCalendar(account)?.entry.id ?? '';
        return { email, oid, tenantId, defaultCalendarId, calendarIds: [...calendars.keys()] };
      }),
    }),
    removeCalendar({ email, calendarId }) {
      const { id } = world.directory.calendar(calendarId).entry;
      world.directory.account(email).calendars.delete(id);
      return DONE;
    },
    putEvents({ calendarId, events }) {
      const store = eventsOf(calendarId);
      const ids = new Map<number, string>();
      const numbered = [...events.entries()];
      // Masters first, so that exceptions find their series in whatever order they were written down.
      numbered.sort(([, a], [, b]) => Number(!!a.seriesMasterId) - Number(!!b.seriesMasterId));
      for (const [place, event] of numbered) ids.set(place, store.put(event).id);
      return { ids: events.map((_, place) => ids.get(place) ?? '') };
    },
    patchEvent: ({ calendarId, eventId, patch }) => told(eventsOf(calendarId).patch(eventId, patch)),
    cancelEvent({ calendarId, eventId }) {
      const events = eventsOf(calendarId);
      const subject = `Canceled: ${events.get(eventId).fields.subject ?? ''}`;
      return told(events.patch(eventId, { isCancelled: true, showAs: 'free', subject }));
    },
    deleteEvent({ calendarId, eventId }) {
      eventsOf(calendarId).delete(eventId);
      return DONE;
    },
    respondToEvent: ({ calendarId, eventId, response }) =>
      told(eventsOf(calendarId).patch(eventId, answer(response, world.clock.iso()))),
    splitSeries: ({ calendarId, eventId, patch = {} }) => told(eventsOf(calendarId).split(eventId, patch)),
    expireSyncState({ calendarId, ...expiry }) {
      const { directory } = world;
      const calendars =
        calendarId === undefined ? directory.allCalendars() : [directory.calendar(calendarId)];
      for (const calendar of calendars) Object.assign(calendar, { epoch: randomUUID(), expiry });
      return DONE;
    },
    authorize({ authUrl, email, deny, grantedScopes }) {
      const { pathname, searchParams: params } = new URL(authUrl);
      const asked = { tenant: pathname.split('/')[1] ?? '', params };
      checkAuthorization(world, asked);
      if (deny) return { location: decide(world, asked, { deny: true }) };
      const person = email ?? params.get('login_hint') ?? world.directory.accounts()[0]?.email ?? '';
      const account = world.directory.account(person);
      const granted = grantedScopes ?? optionalScopes(params);
      return { location: decide(world, asked, { account, grantedScopes: granted }) };
    },
    expireRefreshTokens({ email }) {
      world.oauth.expireRefreshTokens(email);
      return DONE;
    },
    requests: (order) => ({ ...common.requests(order), maxConcurrencyPerMailbox: world.gate.report() }),
    clearRequests() {
      world.gate.clear();
      return common.clearRequests();
    },
  };
}

function told(item: Item): StoredEvent {
  const preferences = { timeZone: 'UTC', immutableIds: true, pageSize: null, applied: [] };
  return { ...eventToWire(item, preferences), id: item.id };
}

/** What an answer does to the event in one's own calendar, if one keeps it there. */
function answer(response: ResponseType, time: string): EventPatch {
  const showAs = { tentativelyAccepted: 'tentative', declined: 'free', accepted: 'busy' }[response as string];
  return { responseStatus: { response, time }, ...(showAs !== undefined && { showAs }) };
}
