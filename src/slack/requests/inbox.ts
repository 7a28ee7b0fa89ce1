import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import type { Request } from 'express';
import { createHash } from 'node:crypto';
import { ProviderNotConfigured } from '../../calendars/provider/provider-errors';
import { Clock } from '../../common/clock';
import { Unauthenticated } from '../../common/errors/problem';
import { slackConfig } from '../../config/slack.config';
import type { Incoming, RequestKind, SlackBody } from './incoming';
import { signatureFault } from './signature';
import { isSslCheck, readBody } from './slack-body';

/** Lets in only requests that are proven to come from Slack, and for our app. */
@Injectable()
export class Inbox {
  private readonly logger = new Logger('SlackRequests');

  constructor(
    @Inject(slackConfig.KEY) private readonly config: ConfigType<typeof slackConfig>,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns undefined for Slack's check of our certificate, which needs only a 200
   * @throws ProviderNotConfigured, Unauthenticated, and a Problem for a body that Slack would not send
   */
  take(kind: RequestKind, request: Request): Incoming | undefined {
    const { missingToListen, signingSecret, appId } = this.config;
    if (missingToListen.length > 0) throw new ProviderNotConfigured('Slack', missingToListen);
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (isSslCheck(kind, raw)) return undefined;

    const timestamp = request.headers['x-slack-request-timestamp'];
    const signature = request.headers['x-slack-signature'];
    const fault = signatureFault({ timestamp, signature, body: raw }, signingSecret, this.clock.now());
    if (fault !== undefined) throw this.refusal(kind, fault);

    const body = readBody(kind, raw);
    // Slack asks for this once, before it knows anything of the app.
    const isHandshake = kind === 'event' && body.type === 'url_verification' && body.api_app_id === undefined;
    if (appId !== undefined && !isHandshake && body.api_app_id !== appId)
      throw this.refusal(kind, 'another_app');
    return {
      kind,
      body,
      fingerprint: fingerprintOf(body, `${String(timestamp)}:${String(signature)}`),
      ...retryOf(request),
    };
  }

  private refusal(kind: RequestKind, reason: string): Unauthenticated {
    this.logger.warn({ kind, reason }, 'request refused');
    return new Unauthenticated('This request is not proven to come from Slack.');
  }
}

/**
 * An event that Slack repeats has another signature, but the same id:
 * https://docs.slack.dev/apis/events-api#callback-field
 */
function fingerprintOf({ event_id: eventId }: SlackBody, proof: string): Buffer {
  const identity = typeof eventId === 'string' ? `event:${eventId}` : `request:${proof}`;
  return createHash('sha256').update(identity).digest();
}

function retryOf({ headers }: Request): Pick<Incoming, 'retryNum' | 'retryReason'> {
  const number = headers['x-slack-retry-num'];
  const reason = headers['x-slack-retry-reason'];
  return {
    ...(typeof number === 'string' && { retryNum: Number(number) }),
    ...(typeof reason === 'string' && { retryReason: reason }),
  };
}
