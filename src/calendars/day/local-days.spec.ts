import { boundsOf } from './local-days';

describe('Local days', () => {
  it.each([
    ['2026-11-22', '2026-11-22', 'UTC', '2026-11-22T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    ['2026-11-16', '2026-11-22', 'Asia/Kolkata', '2026-11-15T18:30:00.000Z', '2026-11-22T18:30:00.000Z'],
    ['2026-11-01', '2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    ['2026-03-08', '2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
    ['2026-11-22', '2026-11-22', 'Pacific/Apia', '2026-11-21T11:00:00.000Z', '2026-11-22T11:00:00.000Z'],
    ['2026-04-24', '2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z', '2026-04-24T21:00:00.000Z'],
  ])('%s to %s in %s', (from, to, timezone, start, end) => {
    const bounds = boundsOf({ from, to, timezone });
    expect([bounds.start.toISOString(), bounds.end.toISOString()]).toEqual([start, end]);
  });

  it('are not to be had of what is no day or no zone', () => {
    expect(() => boundsOf({ from: '2026-02-30', to: '2026-03-01', timezone: 'UTC' })).toThrow(RangeError);
    expect(() => boundsOf({ from: '2026-02-20', to: '2026-03-01', timezone: 'Mars/Base' })).toThrow(
      RangeError,
    );
  });
});
