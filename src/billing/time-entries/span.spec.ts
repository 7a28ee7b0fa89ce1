import { LONGEST_MINUTES, toSpan } from './span';

const START = new Date('2026-03-02T10:00:00Z');
const after = (minutes: number): Date => new Date(START.getTime() + minutes * 60_000);
const refusedAt = (pointer: string) =>
  expect.objectContaining({ extensions: { errors: [expect.objectContaining({ pointer })] } });

describe('A span', () => {
  it('may be given by its end, its duration, or both', () => {
    const span = { startedAt: START, endedAt: after(90), durationMinutes: 90 };

    expect(toSpan(START, { endedAt: after(90) })).toEqual(span);
    expect(toSpan(START, { durationMinutes: 90 })).toEqual(span);
    expect(toSpan(START, { endedAt: after(90), durationMinutes: 90 })).toEqual(span);
  });

  it.each([
    ['neither', {}, '/ended_at'],
    ['an end that is the start', { endedAt: START }, '/ended_at'],
    ['two that contradict each other', { endedAt: after(90), durationMinutes: 91 }, '/duration_minutes'],
    ['an end after more than 31 days', { endedAt: after(LONGEST_MINUTES + 0.5) }, '/ended_at'],
    ['a duration of more than 31 days', { durationMinutes: LONGEST_MINUTES + 1 }, '/duration_minutes'],
  ])('is refused for %s', (_, end, pointer) => {
    expect(() => toSpan(START, end)).toThrow(refusedAt(pointer));
  });

  it('is 31 days at most, rounded', () => {
    expect(toSpan(START, { endedAt: after(LONGEST_MINUTES + 0.49) }).durationMinutes).toBe(LONGEST_MINUTES);
    expect(toSpan(START, { durationMinutes: LONGEST_MINUTES }).endedAt).toEqual(after(LONGEST_MINUTES));
  });
});
