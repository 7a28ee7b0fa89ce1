import { nextSlot } from './schedule';

describe('The next slot of a schedule', () => {
  it.each([
    ['0 * * * *', '2026-11-22T10:00:00.000Z', '2026-11-22T11:00:00.000Z'],
    ['0 * * * *', '2026-11-22T09:59:59.999Z', '2026-11-22T10:00:00.000Z'],
    ['17 3 * * *', '2026-11-22T03:17:00.001Z', '2026-11-23T03:17:00.000Z'],
    ['*/10 * * * * *', '2026-11-22T10:00:00.500Z', '2026-11-22T10:00:10.000Z'],
    ['30 2 * * *', '2026-03-29T00:00:00.000Z', '2026-03-29T02:30:00.000Z'],
    ['0 0 29 2 *', '2026-11-22T10:00:00.000Z', '2028-02-29T00:00:00.000Z'],
  ])('%s after %s is %s', (schedule, after, next) => {
    expect(nextSlot(schedule, new Date(after)).toISOString()).toBe(next);
  });

  it.each(['', 'every day', '60 * * * *', '0 0 31 2 *'])("'%s' never comes", (schedule) => {
    expect(() => nextSlot(schedule, new Date())).toThrow();
  });
});
