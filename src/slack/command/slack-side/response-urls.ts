import { Injectable, Logger } from '@nestjs/common';
import { SlackTransport } from '../../workspace/slack-transport';
import type { Reply } from '../reply/reply';

/**
 * Says something afterwards where a command was typed or a button was clicked, to that person alone.
 * @see https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
@Injectable()
export class ResponseUrls {
  private readonly logger = new Logger(ResponseUrls.name);

  constructor(private readonly transport: SlackTransport) {}

  /**
   * @param url of the request; a host that is not Slack's gets nothing
   * @param replace whether it takes the place of what was said there before
   * @returns whether Slack took it
   */
  say(url: string, { text, blocks }: Reply, replace: boolean): Promise<boolean> {
    return this.post(url, { response_type: 'ephemeral', replace_original: replace, text, blocks });
  }

  /** Takes away what was said there before. */
  async takeBack(url: string): Promise<void> {
    await this.post(url, { delete_original: true });
  }

  private async post(url: string, message: object): Promise<boolean> {
    const body = JSON.stringify(message);
    const headers = { 'content-type': 'application/json' };
    try {
      const response = await this.transport.fetch(url, { method: 'POST', headers, body });
      if (response.ok) return true;
      this.logger.warn({ status: response.status }, 'Slack did not take what was said afterwards');
    } catch {
      // The transport has logged why.
    }
    return false;
  }
}
