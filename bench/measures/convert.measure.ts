import { spreadOf, tell } from '../figures/spread';
import { milliseconds, repeat } from '../figures/stopwatch';
import { busyCalendar } from '../stage/busy.calendar';
import type { Stage } from '../stage/stage';
import type { Measure } from './measure';

const EVENTS = 10_000;
/** As many as one call takes. */
const AT_ONCE = 500;
const MOST_ROUNDS = EVENTS / (2 * AT_ONCE) - 1;

/** What it saves to convert many events in one call. */
export const convert: Measure = {
  name: 'convert',
  async run(stage, wanted) {
    const rounds = Math.min(wanted, MOST_ROUNDS);
    const calendar = await busyCalendar(stage, EVENTS);
    await calendar.sync();
    const ids = await eventIds(stage, calendar.id);
    const take = (): string[] => ids.splice(0, AT_ONCE);
    const times = await repeat(rounds + 1, async (round) => {
      const [one, many] = [take(), take()];
      const first = round % 2 === 0 ? await milliseconds(() => inOneCall(stage, many)) : undefined;
      const single = await milliseconds(() => inSingleCalls(stage, one));
      return { single, bulk: first ?? (await milliseconds(() => inOneCall(stage, many))) };
    });
    const warm = times.slice(1);
    const bulk = spreadOf(warm.map((time) => time.bulk));
    const single = spreadOf(warm.map((time) => time.single));
    const ratio = spreadOf(warm.map((time) => time.single / time.bulk));
    return {
      title: `Converting ${AT_ONCE} events: median (min–max) of ${rounds} interleaved rounds`,
      header: ['how', 'ms', 'time ÷ one call'],
      rows: [
        ['one bulk call', tell(bulk), '1'],
        [`${AT_ONCE} single calls, one after the other`, tell(single), tell(ratio, 1)],
      ],
      notes: [],
      goals: [],
      figures: { single_over_bulk: ratio, bulk_ms: bulk, single_ms: single },
    };
  },
};

async function eventIds({ database }: Stage, calendarId: string): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(
    'SELECT id FROM synced_calendar_events WHERE calendar_id = $1 ORDER BY starts_at, id',
    [calendarId],
  );
  return rows.map(({ id }) => id);
}

async function inOneCall({ api }: Stage, ids: string[]): Promise<void> {
  const body = { synced_event_ids: ids };
  const { results } = await api.post<{ results: { status: string }[] }>(PATH, body);
  if (results.some(({ status }) => status !== 'converted')) throw new Error('Not all events were converted.');
}

async function inSingleCalls({ api }: Stage, ids: string[]): Promise<void> {
  for (const id of ids) await api.post(PATH, { synced_event_id: id });
}

const PATH = '/integrations/calendars/events/convert';
