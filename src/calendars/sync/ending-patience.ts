/**
 * How long a process that has to end waits for its runs. It is read when the process ends; tests are less patient.
 */
export class EndingPatience {
  /** For runs to finish by themselves; those that do not are handed back. */
  finishMs = 7_000;
}
