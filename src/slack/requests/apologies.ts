import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { httpConfig } from '../../config/http.config';
import { SlackTransport } from '../workspace/slack-transport';
import type { Answer, Incoming } from './incoming';

const OUR_FAULT = 'Something went wrong on our side. Please try again in a moment.';
const UNKNOWN_COMMAND = 'BillOps does not know this command. Try `/time help`.';

/**
 * What a person is told when there is no better answer. Only they see it, and it says nothing of what happened
 * inside.
 */
@Injectable()
export class Apologies {
  private readonly logger = new Logger('SlackRequests');

  constructor(
    private readonly transport: SlackTransport,
    @Inject(httpConfig.KEY) private readonly http: ConfigType<typeof httpConfig>,
  ) {}

  /** No listener has answered. */
  forSilence({ kind }: Incoming): Answer {
    return kind === 'command' ? message(UNKNOWN_COMMAND) : undefined;
  }

  /** Handling failed before anything was answered. */
  async forFailure(incoming: Incoming): Promise<Answer> {
    return this.say(incoming, OUR_FAULT);
  }

  /** For a person in a workspace that the app has left. */
  async forUninstalled(incoming: Incoming): Promise<Answer> {
    const { href } = this.http.frontendUrl;
    return this.say(
      incoming,
      `BillOps is not installed in this workspace any more. It can be installed again at ${href}`,
    );
  }

  /** Handling failed after the answer was sent. */
  async afterwards({ body }: Incoming): Promise<void> {
    await this.respond(body.response_url, OUR_FAULT);
  }

  /** A command gets the words as its answer, a modal shows them, and below a message they appear. */
  private async say({ kind, body }: Incoming, text: string): Promise<Answer> {
    if (kind === 'command') return message(text);
    if (body.type === 'view_submission') return { response_action: 'update', view: modal(text) };
    await this.respond(body.response_url, text);
    return undefined;
  }

  private async respond(url: unknown, text: string): Promise<void> {
    if (typeof url !== 'string') return;
    try {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ ...message(text), replace_original: false });
      await this.transport.fetch(url, { method: 'POST', headers, body });
    } catch (error) {
      this.logger.warn({ err: error }, 'an apology did not arrive');
    }
  }
}

function message(text: string): Record<string, unknown> {
  return { response_type: 'ephemeral', text };
}

function modal(text: string): Record<string, unknown> {
  const words = { type: 'plain_text', text };
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'BillOps' },
    close: { type: 'plain_text', text: 'Close' },
    blocks: [{ type: 'section', text: words }],
  };
}
