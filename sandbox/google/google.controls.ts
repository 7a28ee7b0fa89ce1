import { randomUUID } from 'node:crypto';
import { commonControls, DONE } from '../simulator/common.controls';
import { checkAuthorization, decide, optionalScopes } from './authorization';
import { Controls } from './controls';
import { GoogleEvent, ResponseStatus } from './google.event';
import { World } from './world';

/** Carries out orders on a world. A RangeError says what does not exist or makes no sense. */
export function controlsOf(world: World): Controls {
  const eventsOf = (calendarId: string) => world.directory.calendar(calendarId).events;
  return {
    ...commonControls(world),
    seedAccounts: ({ accounts }) => ({
      accounts: accounts.map((input) => {
        const { email, sub, calendars } = world.directory.seed(input);
        return { email, sub, calendarIds: [...calendars.keys()] };
      }),
    }),
    unshareCalendar({ email, calendarId }) {
      world.directory.account(email).calendars.delete(calendarId);
      return DONE;
    },
    putEvents({ calendarId, events }) {
      const store = eventsOf(calendarId);
      const ids = new Map<number, string>();
      const numbered = [...events.entries()];
      // Masters first, so that exceptions find their series in whatever order they were written down.
      const sorted = numbered.sort(
        ([, a], [, b]) => Number(!!a.recurringEventId) - Number(!!b.recurringEventId),
      );
      for (const [place, event] of sorted) ids.set(place, store.put(event).id);
      return { ids: events.map((_, place) => ids.get(place) ?? '') };
    },
    patchEvent: ({ calendarId, eventId, patch }) => eventsOf(calendarId).patch(eventId, patch),
    cancelEvent: ({ calendarId, eventId }) => eventsOf(calendarId).cancel(eventId),
    respondToEvent({ calendarId, eventId, response }) {
      const events = eventsOf(calendarId);
      return events.patch(eventId, { attendees: withAnswer(events.find(eventId), calendarId, response) });
    },
    splitSeries: ({ calendarId, eventId, patch = {} }) => eventsOf(calendarId).split(eventId, patch),
    expireSyncTokens({ calendarId }) {
      const { directory } = world;
      const calendars =
        calendarId === undefined ? directory.allCalendars() : [directory.calendar(calendarId)];
      for (const calendar of calendars) calendar.epoch = randomUUID();
      return DONE;
    },
    authorize({ authUrl, email, deny, grantedScopes }) {
      const params = new URL(authUrl).searchParams;
      checkAuthorization(params, world.client);
      if (deny) return { location: decide(world, params, { deny: true }) };
      const person = email ?? params.get('login_hint') ?? world.directory.accounts()[0]?.email ?? '';
      const account = world.directory.account(person);
      const granted = grantedScopes ?? optionalScopes(params);
      return { location: decide(world, params, { account, grantedScopes: granted }) };
    },
  };
}

/** The attendees with the owner's own answer; whoever was not invited invites himself by answering. */
function withAnswer({ attendees = [] }: GoogleEvent, owner: string, responseStatus: ResponseStatus) {
  const others = attendees.filter(({ self }) => !self);
  const self = attendees.find((attendee) => attendee.self) ?? { email: owner, self: true };
  return [...others, { ...self, responseStatus }];
}
