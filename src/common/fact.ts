import { type Channel, channel } from 'node:diagnostics_channel';

/**
 * A kind of thing that happens, which rooms further right may want to know of: a typed channel within the process.
 * Telling costs nothing when nobody listens, and a listener's error is not the teller's.
 * @see https://nodejs.org/api/diagnostics_channel.html
 */
export class Fact<T> {
  private readonly channel: Channel;

  constructor(name: string) {
    this.channel = channel(`billops.${name}`);
  }

  /** Tells whoever listens at this moment. */
  tell(fact: T): void {
    this.channel.publish(fact);
  }

  /** @returns how to stop listening */
  listen(listener: (fact: T) => void): () => void {
    const onMessage = (message: unknown): void => listener(message as T);
    this.channel.subscribe(onMessage);
    return () => this.channel.unsubscribe(onMessage);
  }
}
