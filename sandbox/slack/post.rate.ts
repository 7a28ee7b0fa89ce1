import { Clock } from '../simulator/clock';

const SECOND = 1_000;

/** When each channel was last posted to. */
export class PostRate {
  private readonly last = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** Notes a post, unless the channel had one within the last second. */
  admits(channelId: string): boolean {
    const now = this.clock.now();
    if (now - (this.last.get(channelId) ?? -Infinity) < SECOND) return false;
    this.last.set(channelId, now);
    return true;
  }
}
