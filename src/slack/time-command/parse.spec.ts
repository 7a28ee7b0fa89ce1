import { TIME_CASES } from './cases/all-cases';
import { CASE_CONTEXT, type LogCase, type ProblemCase, type TimeCase } from './cases/time-case';
import type { Command, Problem } from './command';
import { echo } from './echo';
import { helpText } from './help-text';
import { parse } from './parse';
import { PROBLEM_TEXTS, type ProblemCode } from './problem-texts';

const parsed = (input: string): Command => parse(input, CASE_CONTEXT);

/** What a command means, in the words of the table. */
function outcomeOf(input: string, expected: TimeCase['gives']): TimeCase['gives'] {
  const command = parsed(input);
  if (command.kind === 'log') return logCase(command);
  if (command.kind === 'problem') return problemCase(command, 'problem' in expected && 'at' in expected);
  return { command: command.kind };
}

function logCase(command: Extract<Command, { kind: 'log' }>): LogCase {
  const notes = command.notes.map(({ code }) => code);
  return { log: echo(command), ...(notes.length > 0 && { notes }) };
}

function problemCase(problem: Problem, withPointer: boolean): ProblemCase {
  const { code, input, pointer, readings, suggestion } = problem;
  return {
    problem: code,
    ...(withPointer && { at: input.slice(pointer.start, pointer.end) }),
    ...(readings && { readings: readings.map(({ command }) => command) }),
    ...(suggestion && { suggestion }),
  };
}

describe('The table of /time', () => {
  it.each(TIME_CASES.map((row) => [row.input, row.gives] as const))('understands %j', (input, gives) => {
    const outcome = outcomeOf(input, gives);
    // A row that is silent about readings does not forbid them.
    if ('problem' in gives && !gives.readings) delete (outcome as ProblemCase).readings;
    expect(outcome).toEqual(gives);
  });

  it('has every line once', () => {
    const inputs = TIME_CASES.map(({ input }) => input);
    expect(inputs.filter((input, place) => inputs.indexOf(input) !== place)).toEqual([]);
  });

  it.each(Object.keys(PROBLEM_TEXTS) as ProblemCode[])('gives an example that works: %s', (code) => {
    expect(parsed(PROBLEM_TEXTS[code].example).kind).toBe('log');
  });

  it('helps with its own examples', () => {
    expect(helpText()).toContain('/time 2.5 hours: Meeting with client');
    expect(helpText().length).toBeLessThan(3000);
  });
});

describe('A reading', () => {
  const problems = TIME_CASES.map(({ input }) => parsed(input)).filter(
    (command) => command.kind === 'problem',
  );
  const readings = problems.flatMap((problem) => problem.readings ?? []);

  it.each(readings)('is a command that works: $command', ({ command }) => {
    expect(parsed(command).kind).toBe('log');
  });

  it('is shown in words that fit a button', () => {
    expect(parsed('2 #acme')).toMatchObject({ readings: [{ label: '2 hours' }, { label: '2 minutes' }] });
    expect(parsed('3/4 2h')).toMatchObject({
      readings: [{ label: 'Wed 4 Mar 2026' }, { label: 'Thu 3 Apr 2025' }],
    });
    expect(parsed('1-2 review')).toMatchObject({
      readings: [{ label: '01:00-02:00 2026-03-20: review' }, { label: '13:00-14:00 2026-03-20: review' }],
    });
    const long = parsed(`2h 30 ${'tickets '.repeat(20)}`);
    expect(long).toMatchObject({ readings: [{ label: expect.stringMatching(/^2h 30m: .{66}…$/) }, {}] });
    for (const { label } of readings) expect(label.length).toBeLessThanOrEqual(75);
  });

  it('never ends in half an emoji', () => {
    const cut = parsed(`2h 30 ${'x'.repeat(65)}😀 and more`);
    expect(cut).toMatchObject({ readings: [{ label: `2h 30m: ${'x'.repeat(65)}…` }, {}] });
  });
});

describe('An input', () => {
  it('is not offered again when a button could not carry it', () => {
    expect(parsed(`2 ${'x'.repeat(2000)}`)).not.toHaveProperty('readings');
    expect(parsed(`2 ${'x'.repeat(1900)}`)).toHaveProperty('readings');
  });

  it('is refused when it is too long', () => {
    expect(parsed(`2h: ${'x'.repeat(2996)}`)).toMatchObject({ kind: 'log' });
    expect(parsed(`2h: ${'x'.repeat(2997)}`)).toMatchObject({ code: 'input_too_long' });
  });

  it('is kept with its pointers, which count in what was made of it', () => {
    const command = parsed('&amp;\u200b 2h #acme');
    expect(command).toMatchObject({ kind: 'problem', input: '& 2h #acme', pointer: { start: 0, end: 10 } });
    const log = parsed('2h\u200b #acme');
    expect(log).toMatchObject({ project: { word: 'acme', pointer: { start: 3, end: 8 } } });
  });
});
