import type { Findings } from '../figures/findings';
import type { Stage } from '../stage/stage';

/** A question about speed, and how it is answered. */
export interface Measure {
  /** For the command line. */
  name: string;
  run(stage: Stage, rounds: number): Promise<Findings>;
}
