import { Logger } from '@nestjs/common';
import { type Channel, channel } from 'node:diagnostics_channel';

/**
 * A kind of thing that happens, which rooms further right may want to know of: a typed channel within the process.
 * Telling costs nothing when nobody listens. An error of a listener is logged; neither the teller nor other listeners
 * notice it.
 * @see https://nodejs.org/api/diagnostics_channel.html
 */
export class Fact<T> {
  private readonly logger = new Logger('Fact');
  private readonly channel: Channel;

  /** @param name says in logs and to diagnostics tools which kind this is */
  constructor(private readonly name: string) {
    this.channel = channel(`billops.${name}`);
  }

  /** Tells whoever listens at this moment. */
  tell(fact: T): void {
    this.channel.publish(fact);
  }

  /**
   * Calls `listener` with each fact that is told from now on.
   * @returns how to stop listening
   */
  listen(listener: (fact: T) => void): () => void {
    const onMessage = (message: unknown): void => {
      // What a subscriber throws, the channel makes an uncaught exception, which would end the process.
      try {
        listener(message as T);
      } catch (error) {
        this.logger.error({ fact: this.name, err: error }, 'a listener failed');
      }
    };
    this.channel.subscribe(onMessage);
    return () => this.channel.unsubscribe(onMessage);
  }
}
