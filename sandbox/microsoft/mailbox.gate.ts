const MOST_AT_ONCE = 4;

/** Outlook's limit per app and mailbox: https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits */
export class MailboxGate {
  private readonly open = new Map<string, number>();
  private peaks = new Map<string, number>();

  /** Counts a request in and says whether it may go on; `leave` is due either way. */
  enter(email: string): boolean {
    const open = (this.open.get(email) ?? 0) + 1;
    this.open.set(email, open);
    this.peaks.set(email, Math.max(open, this.peaks.get(email) ?? 0));
    return open <= MOST_AT_ONCE;
  }

  leave(email: string): void {
    this.open.set(email, (this.open.get(email) ?? 0) - 1);
  }

  /** Most requests that were open at one time, those that were turned away included, by address. */
  report(): Record<string, number> {
    return Object.fromEntries(this.peaks);
  }

  clear(): void {
    this.peaks = new Map(this.open);
  }
}
