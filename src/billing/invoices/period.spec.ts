import { toPeriod } from './period';

const iso = ({ start, end }: { start: Date; end: Date }) => [start.toISOString(), end.toISOString()];

describe('The period of an invoice', () => {
  it.each([
    ['UTC', '2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z'],
    // The clocks change in between.
    ['Europe/Berlin', '2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
    ['Pacific/Apia', '2026-02-28T11:00:00.000Z', '2026-03-31T11:00:00.000Z'],
  ])('is whole days in %s', (zone, start, end) => {
    expect(iso(toPeriod('2026-03-01', '2026-03-31', zone))).toEqual([start, end]);
  });

  it('is one day when it ends on the day it begins', () => {
    expect(iso(toPeriod('2026-03-29', '2026-03-29', 'Europe/Berlin'))).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
  });

  it('takes instants as they are', () => {
    const [from, to] = [new Date('2026-03-01T10:00:00Z'), new Date('2026-03-01T10:00:01Z')];
    expect(toPeriod(from, to, 'Asia/Tokyo')).toEqual({ start: from, end: to });
  });

  it.each([
    ['2026-02-29', '2026-03-01', '/from'],
    ['2026-02-01', '2026-02-30', '/to'],
    ['2026-02-02', '2026-02-01', '/to'],
  ])('is not from %s to %s', (from, to, pointer) => {
    expect(() => toPeriod(from, to, 'UTC')).toThrow(
      expect.objectContaining({ extensions: { errors: [expect.objectContaining({ pointer })] } }),
    );
  });
});
