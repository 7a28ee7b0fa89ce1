/** Ctrl-C came while things were still being started. */
export class Interrupted extends Error {}

/** What was started and has to be stopped again, in the opposite order. */
export class Closing {
  private readonly stops: (() => Promise<unknown>)[] = [];
  private begun = false;

  /** Remembers how to stop what is being started. @throws Interrupted when it came up too late */
  async keep<T>(starting: Promise<T>, stop: (started: T) => Promise<unknown>): Promise<T> {
    const started = await starting;
    this.stops.push(() => stop(started));
    this.assertNotBegun();
    return started;
  }

  /** From now on nothing else is started. */
  begin(): void {
    this.begun = true;
  }

  /** @throws Interrupted once stopping has begun */
  assertNotBegun(): void {
    if (this.begun) throw new Interrupted();
  }

  /** Stops everything, also after a failure in between. @throws what failed first */
  async finish(): Promise<void> {
    this.begin();
    const failures: unknown[] = [];
    for (const stop of this.stops.splice(0).reverse()) await stop().catch((error) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }
}
