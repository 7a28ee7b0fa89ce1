import fc from 'fast-check';
import { TIME_CASES } from './cases/all-cases';
import type { Command, CommandContext, Log } from './command';
import { echo } from './echo';
import { normalise } from './normalise';
import { LONGEST_INPUT, parse } from './parse';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];

const context: fc.Arbitrary<CommandContext> = fc.record({
  now: fc.date({ min: new Date('2005-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
  zone: fc.constantFrom(...ZONES),
});

const PIECES = [
  ...['2h', '1h 30m', '90', '1:30', ':45', '2.5', '1.30h', 'an hour', '-1h', '0m', '25h', 'half', 'h', 'm'],
  ...['9-10:30', '9am', '-', 'to', '11pm-1', '14:00', '1400-1515', '1-2', '–', '23:00-01:00', 'pm', '24:00'],
  ...[
    'today',
    'yesterday',
    'last',
    'friday',
    'mon',
    '2020-03-14',
    '14.03.2020',
    '3/4',
    '14 mar',
    'on',
    '29 feb',
  ],
  ...[
    '#acme',
    '@globex',
    '#',
    '@',
    '<@U1|bob>',
    '<#C1|x>',
    '<#C1>',
    '<!channel>',
    '&amp;',
    '&lt;',
    '&',
    'amp;',
    'lt;',
    ';',
  ],
  ...[
    'log',
    'help',
    'undo',
    'design',
    'ｈ',
    '２',
    '\u200b',
    '\u00a0',
    '\n',
    ':',
    ',',
    '.',
    '“',
    '<',
    '>',
    '|',
  ],
];

/** Sentences of the grammar's words, with and without white space between. */
const sentence = fc
  .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(' ', ' ', '', ': ')), { maxLength: 9 })
  .map((pieces) => pieces.flat().join(''));
const known = fc.constantFrom(...TIME_CASES.map(({ input }) => input));
const input = fc.oneof(
  sentence,
  known,
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
);

/** What a log means, without how it was written. */
function meaningOf({ durationMinutes, when, project, client, description }: Log): object {
  return { durationMinutes, when, project: project?.word, client: client?.word, description };
}

/** The log's meaning when it comes back as what was printed of it. */
function reparsed(log: Log, typed: CommandContext): unknown {
  const command: Command = parse(echo(log), typed);
  return command.kind === 'log' ? meaningOf(command) : command;
}

describe('Whatever is typed', () => {
  it('is answered, never thrown at', () => {
    fc.assert(
      fc.property(input, context, (text, typed) => {
        const command = parse(text, typed);
        if (command.kind !== 'problem') return;
        const { start, end } = command.pointer;
        expect(start >= 0 && start <= end && end <= command.input.length).toBe(true);
        for (const { command: reading } of command.readings ?? []) {
          expect(parse(reading, typed)).toMatchObject({ kind: 'log' });
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('means the same when it is printed and read again', () => {
    fc.assert(
      fc.property(input, context, (text, typed) => {
        const command = parse(text, typed);
        if (command.kind === 'log') expect(reparsed(command, typed)).toEqual(meaningOf(command));
      }),
      { numRuns: 1500 },
    );
  });

  it('is printed in one way only', () => {
    fc.assert(
      fc.property(input, context, (text, typed) => {
        const command = parse(text, typed);
        if (command.kind !== 'log') return;
        const again = parse(echo(command), typed);
        expect(again.kind === 'log' && echo(again)).toBe(echo(command));
      }),
    );
  });

  it('lasts at least a minute and is not on a day to come', () => {
    fc.assert(
      fc.property(input, context, (text, typed) => {
        const command = parse(text, typed);
        if (command.kind !== 'log') return;
        expect(command.durationMinutes).toBeGreaterThanOrEqual(1);
        expect(Number.isInteger(command.durationMinutes)).toBe(true);
        if (command.when.kind !== 'range') return;
        const { startsAt, endsAt } = command.when;
        expect(endsAt.getTime() - startsAt.getTime()).toBe(command.durationMinutes * 60_000);
        expect(startsAt.getTime() - typed.now.getTime()).toBeLessThan(26 * 3_600_000);
      }),
      { numRuns: 1000 },
    );
  });

  it('is normalised once', () => {
    fc.assert(
      fc.property(input, (text) => {
        const once = normalise(text);
        expect(normalise(once.text)).toEqual(once);
        expect(once.folded).toHaveLength(once.text.length);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('A text made to keep us busy', () => {
  const BRICKS = [
    ...[
      '1',
      '1:',
      ':',
      ' ',
      '1 ',
      '9-',
      '9-1 ',
      '-',
      '#a',
      '#a ',
      ', ',
      '.',
      '1.',
      '1h',
      '1h ',
      'a ',
      '\n',
      '\t1',
    ],
    ...[
      'on ',
      'last ',
      'log ',
      'half an ',
      'an hour and a ',
      '14 mar',
      '<',
      '<@U1|',
      '<#C1|a>',
      '<http://',
      '|',
      '&',
    ],
    ...[
      '&amp;',
      '&amp;lt;',
      '<@U1|<@U1|',
      '\u200d',
      '\u200b',
      '2h 30 ',
      'x 1h ',
      '1 to ',
      'from ',
      '1/',
      '1 days ',
    ],
  ];
  const walls = BRICKS.flatMap((brick) => {
    const wall = brick.repeat(Math.ceil(LONGEST_INPUT / brick.length)).slice(0, LONGEST_INPUT - 10);
    return [wall, `2h ${wall}`, `2h ${wall}!`, `#acme ${wall}h`, `1${wall}`];
  });

  it('is read quickly all the same', () => {
    const typed = { now: new Date('2026-03-20T15:00:00Z'), zone: 'Europe/Berlin' };
    const slow = walls.filter((wall) => {
      const began = performance.now();
      parse(wall, typed);
      return performance.now() - began > 250;
    });
    expect(slow.map((wall) => wall.slice(0, 20))).toEqual([]);
  });
});
