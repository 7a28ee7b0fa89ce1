import { Injectable, Logger } from '@nestjs/common';
import type { WebClient } from '@slack/web-api';
import type { Delivery } from '../../notifications/channel/notification-channel';
import type { OwnBinding } from '../linking/own-bindings.repository';
import { NotInstalled, SlackClients } from '../workspace/slack-clients';
import type { SlackMessage } from './slack-message';
import { type PostFailure, readFailure } from './post-failure';

/** What became of a message: a delivery, or what its failure means. */
export type Posted = Delivery | PostFailure;

/** Messages to one Slack user, in their Messages tab of the app. */
@Injectable()
export class DirectMessages {
  private readonly logger = new Logger('Slack');

  constructor(private readonly clients: SlackClients) {}

  /** Posts a message once. Never throws. */
  async post({ integrationId, slackUserId }: OwnBinding, message: SlackMessage): Promise<Posted> {
    let client: WebClient;
    try {
      client = await this.clients.of(integrationId);
    } catch (error) {
      return this.withoutClient(integrationId, error);
    }
    try {
      const posted = { channel: slackUserId, ...message, unfurl_links: false, unfurl_media: false };
      return outcomeOf(await client.chat.postMessage(posted));
    } catch (error) {
      return readFailure(error);
    }
  }

  /** Whatever went wrong, nothing has been sent yet. */
  private withoutClient(integrationId: string, error: unknown): Posted {
    if (error instanceof NotInstalled) return { outcome: 'unreachable', reason: error.message };
    const failure = readFailure(error);
    if (failure.outcome === 'token_dead') return failure;
    const reason = error instanceof Error ? error.name : 'Error';
    this.logger.warn({ integrationId, reason }, 'no client of a workspace');
    return { outcome: 'later', reason: `No client of the workspace: ${reason}` };
  }
}

/** Once Slack has said that the message is posted, it is, whatever the rest of the answer looks like. */
function outcomeOf({ ok, channel, ts }: { ok: unknown; channel?: unknown; ts?: unknown }): Delivery {
  if (ok !== true) return { outcome: 'unknown', reason: 'Slack’s answer made no sense' };
  const place = { ...(typeof channel === 'string' && { channel }), ...(typeof ts === 'string' && { ts }) };
  return { outcome: 'sent', receipt: place };
}
