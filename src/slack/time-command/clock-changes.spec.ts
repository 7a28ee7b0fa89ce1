import type { Command, CommandContext, Log } from './command';
import { instantsOf } from './instants';
import { parse } from './parse';

const at = (now: string, zone: string): CommandContext => ({ now: new Date(now), zone });

function logOf(command: Command): Log {
  if (command.kind !== 'log') throw new Error(JSON.stringify(command));
  return command;
}

/** From, to, minutes and notes of a range. */
function rangeOf(text: string, context: CommandContext): unknown[] {
  const { when, durationMinutes, notes } = logOf(parse(text, context));
  if (when.kind !== 'range') throw new Error(when.kind);
  const codes = notes.map(({ code }) => code);
  return [when.startsAt.toISOString(), when.endsAt.toISOString(), durationMinutes, ...codes];
}

describe('Where clocks are changed', () => {
  const newYork = at('2026-11-20T12:00:00Z', 'America/New_York');
  const lordHowe = at('2026-11-20T12:00:00Z', 'Australia/Lord_Howe');

  it('refuses a time that was skipped', () => {
    expect(parse('2026-03-08 02:30-04:00', newYork)).toMatchObject({ code: 'time_skipped' });
    expect(parse('2026-03-08 01:30-02:30', newYork)).toMatchObject({ code: 'time_skipped' });
    expect(parse('2026-10-04 02:15-03:00', lordHowe)).toMatchObject({ code: 'time_skipped' });
  });

  it('bills what passed, not what the clock shows', () => {
    const [from, to] = ['2026-03-08T06:00:00.000Z', '2026-03-08T08:00:00.000Z'];
    expect(rangeOf('2026-03-08 01:00-04:00', newYork)).toEqual([from, to, 120, 'clock_change']);
    const [summer, winter] = ['2026-11-01T04:30:00.000Z', '2026-11-01T08:00:00.000Z'];
    expect(rangeOf('2026-11-01 00:30-03:00', newYork)).toEqual([summer, winter, 210, 'clock_change']);
    const night = ['2026-04-04T14:00:00.000Z', '2026-04-04T16:30:00.000Z', 150, 'clock_change'];
    expect(rangeOf('2026-04-05 01:00-03:00', lordHowe)).toEqual(night);
  });

  it('takes the pass through a repeated hour that makes the range as long as it looks', () => {
    const [first, second] = ['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'];
    const before = ['2026-11-01T04:30:00.000Z', first, 60, 'repeated_hour'];
    expect(rangeOf('2026-11-01 00:30-01:30', newYork)).toEqual(before);
    const after = [second, '2026-11-01T08:00:00.000Z', 90, 'repeated_hour'];
    expect(rangeOf('2026-11-01 01:30-03:00', newYork)).toEqual(after);
    const within = ['2026-11-01T05:15:00.000Z', '2026-11-01T05:45:00.000Z', 30, 'repeated_hour'];
    expect(rangeOf('2026-11-01 01:15-01:45', newYork)).toEqual(within);
  });

  it('crosses midnight into a day that is shorter', () => {
    const night = [
      '2026-03-08T04:00:00.000Z',
      '2026-03-08T07:00:00.000Z',
      180,
      'crosses_midnight',
      'clock_change',
    ];
    expect(rangeOf('2026-03-07 23:00-03:00', newYork)).toEqual(night);
  });

  it('lets a day begin where its midnight was skipped', () => {
    const beirut = at('2024-06-01T12:00:00Z', 'Asia/Beirut');
    const evening = ['2024-03-30T20:00:00.000Z', '2024-03-30T22:00:00.000Z', 120];
    expect(rangeOf('2024-03-30 22:00-24:00', beirut)).toEqual(evening);
    expect(logOf(parse('2024-03-31 2h', beirut)).when).toEqual({ kind: 'day', date: '2024-03-31' });
  });
});

describe('Where it is another day than here', () => {
  it.each([
    ['Pacific/Apia', '2026-03-20T11:00:00Z', '2026-03-20', '2026-03-21'],
    ['Asia/Kolkata', '2026-03-20T18:30:00Z', '2026-03-20', '2026-03-21'],
    ['America/New_York', '2026-03-20T03:59:00Z', '2026-03-18', '2026-03-19'],
  ])('counts in %s', (zone, now, yesterday, today) => {
    expect(logOf(parse('yesterday 2h', at(now, zone))).when).toEqual({ kind: 'day', date: yesterday });
    expect(logOf(parse('today 2h', at(now, zone))).when).toEqual({ kind: 'day', date: today });
  });

  it('says that a day which a country skipped did not exist', () => {
    const apia = at('2011-12-31T05:00:00Z', 'Pacific/Apia');
    expect(parse('yesterday 2h', apia)).toMatchObject({
      code: 'date_invalid',
      message: 'Pacific/Apia had no Fri 30 Dec 2011.',
    });
    expect(parse('2011-12-30 9-10', apia)).toMatchObject({ code: 'date_invalid' });
  });

  it('finds the instants of a local time: none, one or two', () => {
    expect(instantsOf('2026-03-29', 150, 'Europe/Berlin')).toEqual([]);
    expect(instantsOf('2026-03-20', 540, 'Asia/Kolkata')).toEqual([new Date('2026-03-20T03:30:00Z')]);
    expect(instantsOf('2026-10-25', 150, 'Europe/Berlin')).toEqual([
      new Date('2026-10-25T00:30:00Z'),
      new Date('2026-10-25T01:30:00Z'),
    ]);
  });
});

describe('A range over midnight without a day', () => {
  it.each([
    ['still running', '2026-03-20T23:30:00Z', '2026-03-20'],
    ['just over', '2026-03-20T01:30:00Z', '2026-03-19'],
    ['typed the next morning', '2026-03-20T10:00:00Z', '2026-03-19'],
  ])('began on the last such evening: %s', (_when, now, date) => {
    expect(logOf(parse('23:00-01:00 deploy', at(now, 'UTC'))).when).toMatchObject({ kind: 'range', date });
  });
});

describe('What is odd', () => {
  const berlin = at('2026-03-20T15:00:00Z', 'Europe/Berlin');

  it.each([
    ['1.30h', '1.30h read as 1 h 18 m. Did you mean 1:30?'],
    ['2.4m', 'Rounded to whole minutes: 2 m.'],
    ['23:00-1:00', 'Crosses midnight: it started on Thu 19 Mar 2026.'],
  ])('%s comes with a note', (text, note) => {
    expect(logOf(parse(text, berlin)).notes).toMatchObject([{ text: note }]);
  });
});
