import { TIME_CASES } from './cases/all-cases';

const FORM =
  '/time (DURATION | RANGE) [DAY] [#project] [@client] [: | -] [description]\n/time alone opens a form.';

/**
 * The help as plain text: the form of a command, and what a few examples do. It has to be escaped where it is shown.
 */
export function helpText(): string {
  const shown = TIME_CASES.filter(({ help }) => help !== undefined);
  const width = Math.max(...shown.map(({ input }) => input.length));
  const lines = shown.map(({ input, help = '' }) => `/time ${input.padEnd(width)}  ${help}`);
  return [FORM, ...lines].join('\n');
}
