import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { App, Receiver } from '@slack/bolt';
import { Apologies } from './apologies';
import type { Answer, Incoming } from './incoming';

/**
 * Hands requests to Bolt, and returns what Bolt's listeners acknowledge. Requests come from our own controller, so it
 * neither listens nor verifies.
 */
@Injectable()
export class SlackReceiver implements Receiver, BeforeApplicationShutdown {
  private readonly logger = new Logger('SlackRequests');
  private app!: App;
  /** What listeners do after their acknowledgement. */
  private readonly unfinished = new Set<Promise<void>>();

  constructor(private readonly apologies: Apologies) {}

  init(app: App): void {
    this.app = app;
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  /**
   * A command or an interaction is answered when it is acknowledged: its listener may go on. An event is answered
   * when all is done, so that Slack sends it again if that fails.
   * @throws what a listener throws before it has acknowledged
   */
  deliver(incoming: Incoming): Promise<Answer> {
    return new Promise((resolve, reject) => {
      let acknowledged = false;
      const acknowledge = (response?: unknown): Promise<void> => {
        if (incoming.kind === 'event') return Promise.resolve();
        acknowledged = true;
        resolve(answerIn(incoming, response));
        return Promise.resolve();
      };
      const { body, retryNum, retryReason } = incoming;
      const work = this.app
        .processEvent({ body, ack: acknowledge, retryNum, retryReason })
        // Without a listener there is no acknowledgement. If there was one, this changes nothing.
        .then(() => resolve(this.apologies.forSilence(incoming)))
        .catch((error: unknown) => (acknowledged ? this.failedLate(incoming, error) : reject(error as Error)))
        .finally(() => this.unfinished.delete(work));
      this.unfinished.add(work);
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.unfinished);
  }

  private async failedLate(incoming: Incoming, error: unknown): Promise<void> {
    this.logger.error({ kind: incoming.kind, err: error }, 'failed after it was acknowledged');
    await this.apologies.afterwards(incoming);
  }
}

/** The answer to a command is for the person who typed it, unless it says otherwise. */
function answerIn({ kind }: Incoming, response: unknown): Answer {
  if (response === undefined || response === '') return undefined;
  const answer = typeof response === 'string' ? { text: response } : (response as Record<string, unknown>);
  return kind === 'command' ? { response_type: 'ephemeral', ...answer } : answer;
}
