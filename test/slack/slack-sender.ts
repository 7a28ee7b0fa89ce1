import request, { type Test } from 'supertest';
import { SANDBOX_SLACK_APP } from '../../sandbox/slack/slack.simulator';
import { signatureOf } from '../../sandbox/slack/signature';
import type { InstalledWorkspace } from './slack-service';

const FORM = 'application/x-www-form-urlencoded';

/** A request to us; what is left out is as Slack would have it. A header that is null is not sent. */
export interface Sent {
  path?: string;
  body?: string;
  timestamp?: string | number | null;
  signature?: string | null;
  type?: string;
}

/** Seconds since the epoch, as Slack counts. */
export const now = (): number => Math.floor(Date.now() / 1000);

export function sign(body: string, timestamp: string | number): string {
  return signatureOf({ signingSecret: SANDBOX_SLACK_APP.signingSecret, timestamp, body });
}

/** Sends what Slack would, byte by byte, or something a little different. Each body is unlike all others. */
export class SlackSender {
  private bodies = 0;

  constructor(
    private readonly url: string,
    private readonly acme: InstalledWorkspace,
  ) {}

  send(sent: Sent = {}): Test {
    const { path = 'interactions', body = this.click(), timestamp = now(), type = FORM } = sent;
    const { signature = sign(body, timestamp ?? '') } = sent;
    const test = request(this.url).post(`/api/v1/integrations/slack/${path}`).set('Content-Type', type);
    if (timestamp !== null) test.set('X-Slack-Request-Timestamp', String(timestamp));
    if (signature !== null) test.set('X-Slack-Signature', signature);
    return test.send(body);
  }

  /** A click on a button whose listener the test registers: `probe`. */
  click(changes: object = {}): string {
    const payload = {
      type: 'block_actions',
      api_app_id: SANDBOX_SLACK_APP.appId,
      user: { id: this.acme.slackUserId, username: 'robin', team_id: this.acme.teamId },
      team: { id: this.acme.teamId, domain: 'acme' },
      enterprise: null,
      is_enterprise_install: false,
      trigger_id: this.next(),
      actions: [{ type: 'button', action_id: 'probe', block_id: 'b', value: 'v', action_ts: '1' }],
      ...changes,
    };
    return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  }

  event(changes: object = {}): string {
    return JSON.stringify({
      type: 'event_callback',
      api_app_id: SANDBOX_SLACK_APP.appId,
      team_id: this.acme.teamId,
      event_id: `Ev${this.next()}`,
      event_time: now(),
      event: { type: 'app_home_opened', user: this.acme.slackUserId, channel: 'D0', tab: 'home' },
      ...changes,
    });
  }

  command(changes: Record<string, string> = {}): string {
    return new URLSearchParams({
      api_app_id: SANDBOX_SLACK_APP.appId,
      team_id: this.acme.teamId,
      user_id: this.acme.slackUserId,
      user_name: 'robin',
      channel_id: 'D0',
      command: '/time',
      text: 'help',
      trigger_id: this.next(),
      is_enterprise_install: 'false',
      ...changes,
    }).toString();
  }

  private next(): string {
    return String((this.bodies += 1));
  }
}
