/** The run failed and that is stored; `reason` is what ended it. */
export class RunFailed extends Error {
  constructor(readonly reason: unknown) {
    super('The run failed.', { cause: reason });
  }
}
