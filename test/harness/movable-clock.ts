/** A clock that runs with the real one, at a distance that a test sets, unless it is stopped. */
export class MovableClock {
  private offset = 0;
  private stoppedAt: number | null = null;

  now(): Date {
    return new Date(this.real + this.offset);
  }

  /** Time stands still, and passes only by order: for what is true to the millisecond. */
  stop(): void {
    this.stoppedAt = this.real;
  }

  /** Time passes again, from where it was stopped. */
  run(): void {
    this.offset += this.real - Date.now();
    this.stoppedAt = null;
  }

  /** Lets `milliseconds` pass at once. */
  advance(milliseconds: number): void {
    this.offset += milliseconds;
  }

  /** Makes it `instant`, from where it runs on. */
  moveTo(instant: Date): void {
    this.offset = instant.getTime() - this.real;
  }

  private get real(): number {
    return this.stoppedAt ?? Date.now();
  }
}
