/** A clock that runs with the real one, at a distance that a test sets. */
export class MovableClock {
  private offset = 0;

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  /** Lets `milliseconds` pass at once. */
  advance(milliseconds: number): void {
    this.offset += milliseconds;
  }
}
