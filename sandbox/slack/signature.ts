import { createHmac } from 'node:crypto';

interface Signing {
  signingSecret: string;
  /** Seconds since the epoch, as `X-Slack-Request-Timestamp` has it. */
  timestamp: number | string;
  /** Raw, letter by letter as it is sent. */
  body: string;
}

/** `X-Slack-Signature` of a request: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signatureOf({ signingSecret, timestamp, body }: Signing): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}
