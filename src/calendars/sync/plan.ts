import type { TimeWindow } from '../provider/calendar-event';
import { type Checkpoint, CURSOR_FORMAT, type SyncCursor } from './cursor';
import type { SyncMode } from './sync-result';
import { windowAround, type WindowSetting } from './window';

/** How old an interrupted pull may be and still be gone on with. */
const CHECKPOINT_LIFE_MS = 60 * 60 * 1000;

/** What a run is going to ask for, and how it will read the answer. */
export interface Plan {
  mode: SyncMode;
  /** Events outside are not stored; in a full pull it is also what the provider is asked for. */
  window: TimeWindow;
  /** The same with the setting it was made for, as a cursor keeps it. */
  basis: SyncCursor['window'];
  cursor?: string;
  continuation?: string;
  /** What the rows of this pull are stamped with: rows of a full pull's window with an older stamp were not seen. */
  generation: number;
}

/** What planning needs to know of a calendar. */
export interface Plannable extends WindowSetting {
  cursor: SyncCursor | null;
  checkpoint: Checkpoint | null;
  rebaseAt: Date | null;
}

/**
 * Chooses between the rest of an interrupted full pull, what changed since the cursor, and a full pull. A cursor fits
 * if its format and window setting are today's and its re-base is not due.
 * @param fence of the run; generations are made of fences, so they only grow
 */
export function planPull(calendar: Plannable, now: Date, fence: number): Plan {
  const { cursor, checkpoint, rebaseAt } = calendar;
  if (checkpoint && fits(checkpoint, calendar) && isRecent(checkpoint, calendar, now)) {
    return resumed(checkpoint);
  }
  if (cursor && fits(cursor, calendar) && rebaseAt && rebaseAt > now) {
    return incremental(cursor, calendar, now, fence);
  }
  return planFullPull(calendar, now, fence);
}

/** A full pull from the first page, whatever is known. */
export function planFullPull(setting: WindowSetting, now: Date, fence: number): Plan {
  const window = windowAround(now, setting);
  const { daysBack, daysForward } = setting;
  const basis = { from: window.from.toISOString(), to: window.to.toISOString(), daysBack, daysForward };
  return { mode: 'full', window, basis, generation: generationOf(fence) };
}

/**
 * A second full pull of one run: what only its first pull saw may be gone since, so it is a generation of its own.
 */
export function planRestart(setting: WindowSetting, now: Date, fence: number): Plan {
  return { ...planFullPull(setting, now, fence), generation: generationOf(fence) + 1 };
}

/** What changed since a full pull that took long: its first pages are as old as its beginning. */
export function planFollowUp({ basis, window }: Plan, cursor: string, fence: number): Plan {
  return { mode: 'incremental', window, basis, cursor, generation: generationOf(fence) };
}

/** Two for each run, in case it has to begin again. */
function generationOf(fence: number): number {
  return 2 * fence;
}

/**
 * The lower edge stays where the full pull put it, for events that only aged since then stay. The upper edge moves.
 */
function incremental(cursor: SyncCursor, setting: WindowSetting, now: Date, fence: number): Plan {
  const window = { from: new Date(cursor.window.from), to: windowAround(now, setting).to };
  return {
    mode: 'incremental',
    window,
    basis: cursor.window,
    cursor: cursor.value,
    generation: generationOf(fence),
  };
}

function resumed({ window: basis, continuation, generation }: Checkpoint): Plan {
  const window = { from: new Date(basis.from), to: new Date(basis.to) };
  return { mode: 'full', window, basis, continuation, generation };
}

function fits({ format, window }: SyncCursor | Checkpoint, setting: WindowSetting): boolean {
  const sameSetting = window.daysBack === setting.daysBack && window.daysForward === setting.daysForward;
  return format === CURSOR_FORMAT && sameSetting;
}

/** Providers forget a page sooner than a cursor, and the window has moved on since. */
function isRecent({ window }: Checkpoint, setting: WindowSetting, now: Date): boolean {
  return windowAround(now, setting).to.getTime() - new Date(window.to).getTime() < CHECKPOINT_LIFE_MS;
}
