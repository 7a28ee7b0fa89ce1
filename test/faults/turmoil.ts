import { setTimeout as pause } from 'node:timers/promises';
import { EDITS } from '../convergence/deeds';
import { Dice } from '../convergence/dice';
import type { Span } from '../convergence/editable-calendar';
import type { Resident } from './resident';

/** How often each edit happens, in proportion. */
const WEIGHTS = {
  ...{ put: 6, repeat: 1, move: 9, stretch: 4, shift: 1, wholeDay: 1, retitle: 6, decline: 3, accept: 4 },
  ...{ free: 2, busy: 3, hide: 1, show: 1, remove: 5, removeSeries: 1, callOff: 1, split: 1 },
};
const DAY = 86_400_000;

/**
 * Calendars that go on changing while something else happens. Nothing is put near an edge of the window that is
 * synced: real time moves it, and nobody could say whether such a meeting has to be there.
 */
export class Turmoil {
  private readonly begunAt = new Date(Math.floor(Date.now() / 60_000) * 60_000);
  private readonly dice: Dice;
  private edits = 0;
  private over = false;
  private running?: Promise<void>;

  constructor(
    private readonly residents: readonly Resident[],
    seed: number,
  ) {
    this.dice = new Dice(seed);
  }

  /** How much has been changed so far. */
  get count(): number {
    return this.edits;
  }

  begin(): void {
    this.running = this.rage();
    // It is told to whoever ends it.
    this.running.catch(() => undefined);
  }

  /** No more edits. @throws what an edit failed with */
  async end(): Promise<void> {
    this.over = true;
    await this.running;
  }

  private async rage(): Promise<void> {
    while (!this.over) {
      await this.edit(this.dice.pick(this.residents)!);
      await pause(this.dice.between(10, 60));
    }
  }

  private async edit({ calendar, witness }: Resident): Promise<void> {
    const remote = await calendar.read();
    const deed = this.dice.weighed(WEIGHTS);
    const [dice, now, place] = [this.dice, this.begunAt, (this.edits += 1)];
    await EDITS[deed]({ calendar, dice, place, now, window: wellWithin(now), remote });
    witness.sees(await calendar.read());
  }
}

/** Far from the edges of what is synced. */
function wellWithin(now: Date): Span {
  const at = (days: number): Date => new Date(now.getTime() + days * DAY);
  return { startsAt: at(-5), endsAt: at(25) };
}
