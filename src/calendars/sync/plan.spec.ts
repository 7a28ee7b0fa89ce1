import { CURSOR_FORMAT } from './cursor';
import { type Plannable, planFollowUp, planFullPull, planPull, planRestart } from './plan';

const now = new Date('2026-11-22T12:00:00Z');
const later = (hours: number): Date => new Date(now.getTime() + hours * 60 * 60 * 1000);
const setting = { daysBack: 7, daysForward: 30 };
const { basis } = planFullPull(setting, now, 1);

const calendar = (state: Partial<Plannable> = {}): Plannable => ({
  ...setting,
  cursor: { format: CURSOR_FORMAT, value: 'cursor', window: basis },
  checkpoint: null,
  rebaseAt: later(20),
  ...state,
});
const checkpoint = { format: CURSOR_FORMAT, continuation: 'page 3', generation: 4, window: basis };

describe('The plan of a run', () => {
  it('goes on from a cursor that fits', () => {
    expect(planPull(calendar(), later(5), 9)).toMatchObject({
      mode: 'incremental',
      cursor: 'cursor',
      generation: 18,
    });
  });

  it('keeps the lower edge of the window where the full pull put it, and lets the upper one move', () => {
    const { window } = planPull(calendar(), later(5), 9);
    expect(window).toEqual({ from: new Date(basis.from), to: later(5 + 30 * 24) });
  });

  it.each<[string, Partial<Plannable>]>([
    ['there is no cursor', { cursor: null }],
    ['the cursor has an older format', { cursor: { ...calendar().cursor!, format: CURSOR_FORMAT - 1 } }],
    ['the window looks further back now', { daysBack: 8 }],
    ['the window looks less far ahead now', { daysForward: 29 }],
    ['the re-base is due', { rebaseAt: now }],
    ['nobody knows when it is due', { rebaseAt: null }],
  ])('is a full pull when %s', (_, state) => {
    const plan = planPull(calendar(state), now, 9);
    expect(plan).toMatchObject({ mode: 'full', generation: 18 });
    expect(plan).not.toHaveProperty('cursor');
    expect(plan).not.toHaveProperty('continuation');
  });

  it('finishes a full pull that was interrupted, as the generation that it was', () => {
    expect(planPull(calendar({ checkpoint }), now, 9)).toMatchObject({
      mode: 'full',
      continuation: 'page 3',
      generation: 4,
      basis,
    });
  });

  it('begins again as a generation of its own, older than any of the next run', () => {
    const [first, again, next] = [
      planFullPull(calendar(), now, 9),
      planRestart(calendar(), now, 9),
      planPull(calendar(), now, 10),
    ];
    expect(again).toEqual({ ...first, generation: first.generation + 1 });
    expect(next.generation).toBeGreaterThan(again.generation);
  });

  it('is followed by what changed since it began', () => {
    const plan = planPull(calendar({ checkpoint }), now, 9);
    expect(planFollowUp(plan, 'fresh', 9)).toEqual({
      mode: 'incremental',
      cursor: 'fresh',
      window: plan.window,
      basis,
      generation: 18,
    });
  });

  it('does not go on with a page that is hours old, or of another window', () => {
    expect(planPull(calendar({ cursor: null, checkpoint }), later(2), 9)).not.toHaveProperty('continuation');
    expect(planPull(calendar({ checkpoint, daysBack: 8 }), now, 9)).not.toHaveProperty('continuation');
  });
});
