import { anyDisturbance, EDITS, pickOne, type Scene, WHIMS } from './deeds';
import { Dice } from './dice';
import type { EditableCalendar, RemoteMeeting } from './editable-calendar';
import { raiseCurtain, type Stage } from './stage';
import type { SyncedCopy } from './synced-copy';
import { Witness } from './witness';

const DAY = 86_400_000;

/** How often each thing happens, in proportion. */
const WEIGHTS = {
  ...{ put: 8, repeat: 4, move: 9, stretch: 4, shift: 2, wholeDay: 1, retitle: 5, decline: 3, accept: 4 },
  ...{ free: 2, busy: 3, hide: 2, show: 1, remove: 3, removeSeries: 2, callOff: 1, split: 3 },
  ...{ forget: 5, pages: 5, twice: 2, habits: 3 },
  ...{ sync: 28, disturb: 10, calm: 6, convert: 7, undo: 2, flicker: 2, aDayPasses: 1 },
};
/** Every history begins with a provider that has its habits, and a calendar that has something on it. */
const OPENING = { steps: 10, weights: { habits: 1, put: 6, repeat: 3 } };

/** One step: what is done, and the seed of all that is random about it. Steps can be left out one by one. */
export interface Step {
  place: number;
  deed: keyof typeof WEIGHTS;
  seed: number;
}

/** The steps of a history; the same for the same seed. */
export function stepsOf(seed: number, count: number): Step[] {
  const dice = new Dice(seed);
  return Array.from({ length: count }, (_, place) => ({
    place,
    deed: dice.weighed(place < OPENING.steps ? OPENING.weights : WEIGHTS),
    seed: dice.between(0, 2 ** 31),
  }));
}

/** A history as it is being played. */
export class History {
  /** What happened so far, a line each. */
  readonly told: string[] = [];
  private remote: readonly RemoteMeeting[] = [];
  private armed = false;
  private silent = false;

  private constructor(
    private readonly calendar: EditableCalendar,
    private readonly copy: SyncedCopy,
    private readonly witness: Witness,
  ) {}

  static async begin(stage: Stage): Promise<History> {
    const { calendar, copy } = await raiseCurtain(stage);
    return new History(calendar, copy, new Witness(copy));
  }

  /** Plays the steps, and then lets everything settle. @throws when the copy is not what it has to be */
  async play(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      const what = await this.take(step);
      if (what !== undefined) this.told.push(`${step.place}: ${what}`);
    }
    this.told.push('at the end:');
    await this.calm();
    await this.sync();
  }

  private async take({ place, deed, seed }: Step): Promise<string | undefined> {
    const dice = new Dice(seed);
    const { calendar, copy, remote } = this;
    const scene: Scene = { calendar, dice, place, now: copy.now, window: copy.window, remote };
    if (deed in WHIMS) return WHIMS[deed as keyof typeof WHIMS](scene);
    if (deed in EDITS) return this.edit(deed as keyof typeof EDITS, scene);
    if (deed === 'disturb') return this.disturb(dice);
    if (deed === 'calm') return this.calm();
    if (deed === 'convert') return this.convert(dice);
    if (deed === 'undo') return this.undo(dice);
    if (deed === 'flicker') return this.flicker(dice);
    if (deed === 'aDayPasses') return this.letADayPass();
    await this.sync();
    return undefined;
  }

  private async edit(deed: keyof typeof EDITS, scene: Scene): Promise<string | undefined> {
    const what = await EDITS[deed](scene);
    await this.readAgain();
    return what;
  }

  private async readAgain(): Promise<void> {
    this.remote = await this.calendar.read();
    this.witness.sees(this.remote);
  }

  private async disturb(dice: Dice): Promise<string> {
    const disturbance = anyDisturbance(dice);
    await this.calendar.disturb(disturbance);
    this.armed = true;
    this.silent ||= disturbance.effect === 'silence';
    const { at, effect, times } = disturbance;
    return `${effect} at ${at === 'lookup' ? at : `page ${at}`}, times ${times}`;
  }

  private async calm(): Promise<string> {
    await this.calendar.calm();
    this.armed = false;
    this.silent = false;
    return 'nothing goes wrong any more';
  }

  /** It may fail only while something is to go wrong; when it did not, the copy is true. */
  private async sync(): Promise<void> {
    const end = await this.copy.sync(this.silent);
    this.told.push(`   sync: ${end.status} ${end.code ?? end.mode}${end.resumed ? ', resumed' : ''}`);
    if (end.status === 200) await this.witness.checkConverged(this.remote);
    else await this.witness.checkAlways();
    if (!this.armed) expect(end.status).toBe(200);
    else if (end.status !== 200) expect(end).toMatchObject({ status: 502, code: 'provider_error' });
  }

  private async convert(dice: Dice): Promise<string | undefined> {
    const event = pickOne(
      dice,
      (await this.copy.events()).filter(({ is_synced }) => !is_synced),
    );
    if (!event) return undefined;
    this.witness.converted(event, await this.copy.convert(event));
    return `convert ${event.provider_event_id}`;
  }

  private async undo(dice: Dice): Promise<string | undefined> {
    const event = dice.pick((await this.copy.events()).filter(({ is_synced }) => is_synced));
    if (!event) return undefined;
    await this.copy.undo(event);
    this.witness.undone(event);
    return `undo ${event.provider_event_id}`;
  }

  /** A converted meeting is none for the time of a sync, and then is again what it was. */
  private async flicker(dice: Dice): Promise<string | undefined> {
    const converted = (await this.copy.events()).filter(({ is_synced }) => is_synced);
    const id = dice.pick(converted)?.provider_event_id;
    if (id === undefined || !this.remote.some((meeting) => meeting.id === id)) return undefined;
    for (const free of [true, false]) {
      await this.calendar.setFree(id, free);
      await this.readAgain();
      if (free) await this.sync();
    }
    return `${id} was free during that sync, and is not any more`;
  }

  private async letADayPass(): Promise<string> {
    this.copy.moveTo(new Date(this.copy.now.getTime() + DAY));
    await this.witness.timePasses();
    this.witness.sees(this.remote);
    return `a day passes, it is ${this.copy.now.toISOString()}`;
  }
}
