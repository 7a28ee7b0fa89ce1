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

  /** Makes it `instant`, from where it runs on. */
  moveTo(instant: Date): void {
    this.offset = instant.getTime() - Date.now();
  }
}
