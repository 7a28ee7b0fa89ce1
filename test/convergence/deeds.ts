import type { Dice } from './dice';
import type { Disturbance, EditableCalendar, RemoteMeeting, Span } from './editable-calendar';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What a deed has at hand. `place` numbers the steps, so that whatever is new has a name of its own. */
export interface Scene {
  calendar: EditableCalendar;
  dice: Dice;
  place: number;
  now: Date;
  window: Span;
  remote: readonly RemoteMeeting[];
}

/** Does something to the calendar. @returns what, in words; undefined when there was nothing to do it to */
type Deed = (scene: Scene) => Promise<string | undefined>;

/** What people do to a calendar. */
export const EDITS = {
  put: async (scene) => {
    const id = `single-${scene.place}`;
    await scene.calendar.put({ id, title: `Single ${scene.place}`, ...anySpan(scene) });
    return `put ${id}`;
  },
  repeat: async (scene) => {
    const { dice, place } = scene;
    const id = `series-${place}`;
    const every = dice.chance(0.6) ? 'day' : 'week';
    const repeats = { every, times: dice.between(2, 8) } as const;
    await scene.calendar.put({ id, title: `Series ${place}`, ...anySpan(scene), repeats });
    return `put ${id}, ${repeats.times} times every ${every}`;
  },
  move: (scene) =>
    withMeeting(scene, async ({ id }) => {
      const to = anySpan(scene);
      await scene.calendar.move(id, to);
      return `move ${id} to ${told(to)}`;
    }),
  stretch: (scene) =>
    withMeeting(scene, async ({ id, startsAt }) => {
      const to = spanFrom(startsAt, scene.dice);
      await scene.calendar.move(id, to);
      return `stretch ${id} to ${told(to)}`;
    }),
  shift: (scene) =>
    withSeries(scene, async (id) => {
      const to = anySpan(scene);
      await scene.calendar.move(id, to);
      return `shift all of ${id}, from ${told(to)} on`;
    }),
  wholeDay: (scene) =>
    withMeeting(scene, async ({ id, seriesId, startsAt }) => {
      if (seriesId !== null) return undefined;
      await scene.calendar.makeAllDay(id, startsAt);
      return `make ${id} all-day`;
    }),
  retitle: (scene) =>
    withEither(scene, 'retitle', (id) => scene.calendar.retitle(id, `Title ${scene.place}`)),
  decline: (scene) => withEither(scene, 'decline', (id) => scene.calendar.answer(id, 'declined')),
  accept: (scene) => withEither(scene, 'accept', (id) => scene.calendar.answer(id, 'accepted')),
  free: (scene) => withEither(scene, 'make free', (id) => scene.calendar.setFree(id, true)),
  busy: (scene) => withEither(scene, 'make busy', (id) => scene.calendar.setFree(id, false)),
  hide: (scene) => withEither(scene, 'make private', (id) => scene.calendar.setPrivate(id, true)),
  show: (scene) => withEither(scene, 'make public', (id) => scene.calendar.setPrivate(id, false)),
  remove: (scene) =>
    withMeeting(scene, async ({ id }) => {
      await scene.calendar.remove(id);
      return `remove ${id}`;
    }),
  removeSeries: (scene) =>
    withSeries(scene, async (id) => {
      await scene.calendar.remove(id);
      return `remove ${id}`;
    }),
  callOff: (scene) => withEither(scene, 'call off', (id) => scene.calendar.callOff(id)),
  split: (scene) =>
    withMeeting(scene, async ({ id, seriesId }) => {
      if (seriesId === null) return undefined;
      await scene.calendar.split(id, `Split ${scene.place}`);
      return `split ${seriesId} at ${id}`;
    }),
} satisfies Record<string, Deed>;

/** How the provider itself behaves. */
export const WHIMS = {
  forget: async ({ calendar }) => {
    await calendar.forgetCursors();
    return 'forget all cursors';
  },
  pages: async ({ calendar, dice }) => {
    const pages = {
      size: dice.pick([null, 2, 3, 5, 8, 13]) ?? null,
      emptyAt: dice.pick([null, null, 1, 2, 3]) ?? null,
    };
    await calendar.setPages(pages);
    return `serve pages of ${pages.size}, an empty one as number ${pages.emptyAt}`;
  },
  twice: async ({ calendar, dice, remote }) => {
    const id = dice.pick(remote)?.id ?? null;
    await calendar.tellTwice(id);
    return `tell ${id} twice`;
  },
  habits: ({ calendar, dice }) => calendar.changeHabits(dice.between(0, 1000)),
} satisfies Record<string, Deed>;

/** Something that goes wrong soon. Only listings can be forgotten: a single event that is "gone" is gone. */
export function anyDisturbance(dice: Dice): Disturbance {
  const at = dice.pick([1, 2, 2, 3, 4, 'lookup'] as const) ?? 1;
  const times = dice.between(1, 2);
  const ofAny = ['error', 'error', 'reset', 'silence'] as const;
  const effect = dice.pick(at === 'lookup' ? ofAny : ([...ofAny, 'forgotten', 'forgotten'] as const));
  return { at, times, effect: effect ?? 'error' };
}

/** In the window, near one of its edges, or far out. */
function anySpan(scene: Scene): Span {
  const { dice, now, window } = scene;
  const quarters = (least: number, most: number): number => dice.between(least, most) * 15 * MINUTE;
  const where = dice.weighed({ inside: 76, atEdge: 12, later: 7, earlier: 5 });
  const edge = dice.chance(0.5) ? window.startsAt : window.endsAt;
  const start = {
    inside: () => now.getTime() + quarters(-6 * 96, 29 * 96),
    atEdge: () => edge.getTime() + quarters(-8, 8),
    later: () => now.getTime() + dice.between(31, 60) * DAY,
    earlier: () => now.getTime() - dice.between(8, 20) * DAY,
  }[where]();
  return spanFrom(new Date(start), dice);
}

function spanFrom(startsAt: Date, dice: Dice): Span {
  const minutes = dice.pick([15, 30, 45, 60, 60, 90, 120, 180, 0, 25 * 60]) ?? 60;
  return { startsAt, endsAt: new Date(startsAt.getTime() + minutes * MINUTE) };
}

/** One of them all, or of the few that have most of the adventures: only those are changed back and forth. */
export function pickOne<T>(dice: Dice, things: readonly T[]): T | undefined {
  return dice.pick(dice.chance(0.4) ? things.slice(0, 4) : things);
}

async function withMeeting(
  { dice, remote }: Scene,
  act: (meeting: RemoteMeeting) => Promise<string | undefined>,
): Promise<string | undefined> {
  const meeting = pickOne(dice, remote);
  return meeting && act(meeting);
}

async function withSeries(
  { dice, remote }: Scene,
  act: (id: string) => Promise<string>,
): Promise<string | undefined> {
  const series = [...new Set(remote.flatMap(({ seriesId }) => seriesId ?? []))];
  const id = dice.pick(series);
  return id === undefined ? undefined : act(id);
}

/** With one meeting, or now and then with all of its series. */
function withEither(
  scene: Scene,
  what: string,
  act: (id: string) => Promise<void>,
): Promise<string | undefined> {
  return withMeeting(scene, async ({ id, seriesId }) => {
    const chosen = seriesId !== null && scene.dice.chance(0.3) ? seriesId : id;
    await act(chosen);
    return `${what} ${chosen}`;
  });
}

function told({ startsAt, endsAt }: Span): string {
  return `${startsAt.toISOString()} for ${(endsAt.getTime() - startsAt.getTime()) / MINUTE} min`;
}
