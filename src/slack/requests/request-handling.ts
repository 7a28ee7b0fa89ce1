import { Injectable, Logger } from '@nestjs/common';
import { AuthorizationError } from '@slack/bolt';
import { NotInstalled } from '../workspace/slack-clients';
import { Apologies } from './apologies';
import type { Answer, Incoming } from './incoming';
import { RequestMemory } from './request-memory';
import { SlackReceiver } from './slack-receiver';

/** Has each request handled once, however often it comes and in however many processes. */
@Injectable()
export class RequestHandling {
  private readonly logger = new Logger('SlackRequests');

  constructor(
    private readonly memory: RequestMemory,
    private readonly receiver: SlackReceiver,
    private readonly apologies: Apologies,
  ) {}

  /** @throws what went wrong with an event, so that Slack sends it again; people get an apology instead */
  async answer(incoming: Incoming): Promise<Answer> {
    try {
      return await this.once(incoming);
    } catch (error) {
      this.logger.error({ kind: incoming.kind, err: error }, 'request failed');
      if (incoming.kind === 'event') throw error;
      return this.apologies.forFailure(incoming);
    }
  }

  private async once(incoming: Incoming): Promise<Answer> {
    const { fingerprint, kind } = incoming;
    if (!(await this.memory.begin(fingerprint, kind === 'event'))) return this.memory.answerOf(fingerprint);
    const answer = await this.deliver(incoming).catch(async (error: unknown) => {
      await this.memory.forget(fingerprint);
      throw error;
    });
    try {
      await this.memory.keep(fingerprint, answer);
    } catch (error) {
      // The work is done, and the person shall know. The same request again will get an empty answer.
      this.logger.error({ kind, err: error }, 'a reply was not kept');
    }
    return answer;
  }

  private async deliver(incoming: Incoming): Promise<Answer> {
    try {
      return await this.receiver.deliver(incoming);
    } catch (error) {
      const notInstalled = error instanceof AuthorizationError && error.original instanceof NotInstalled;
      if (!notInstalled) throw error;
      // Nobody waits for an event of a workspace that is gone.
      return incoming.kind === 'event' ? undefined : this.apologies.forUninstalled(incoming);
    }
  }
}
