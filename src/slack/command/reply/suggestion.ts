import type { Problem } from '../../time-command/command';
import type { Trouble } from './problem-reply';

/** A problem whose first button is the command that was probably meant. */
export function withSuggestion(problem: Problem): Trouble {
  const { suggestion, readings = [], message } = problem;
  if (suggestion === undefined) return problem;
  const reading = { label: `/time ${suggestion}`, command: suggestion };
  return {
    ...problem,
    message: `${message} Did you mean /time ${suggestion}?`,
    readings: [reading, ...readings],
  };
}
