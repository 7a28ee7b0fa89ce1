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

  /** @throws what went wrong with an event, so that Slack tells it again; people are told in words instead */
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
      // It has happened, and whoever asked shall know; a second one is still answered with nothing.
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
      // An event for a workspace that has gone is nobody's.
      return incoming.kind === 'event' ? undefined : this.apologies.forUninstalled(incoming);
    }
  }
}
