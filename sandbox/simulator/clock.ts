/** The simulator's idea of now: real time, unless a test has fixed it. */
export class Clock {
  private fixed: number | null = null;

  /** Milliseconds since the epoch. */
  now(): number {
    return this.fixed ?? Date.now();
  }

  /** Stands still at the given instant (RFC 3339), or follows real time again when given null. */
  set(instant: string | null): void {
    const at = instant === null ? null : Date.parse(instant);
    if (Number.isNaN(at)) throw new RangeError(`Not an instant: ${instant}`);
    this.fixed = at;
  }

  iso(): string {
    return new Date(this.now()).toISOString();
  }
}
