import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far a request may be off our clock, in either direction. */
const TOLERANCE_SECONDS = 300;

/** A request as it claims to be Slack's. A header that was sent twice arrives as one, with a comma in it. */
export interface SignedRequest {
  timestamp: unknown;
  signature: unknown;
  body: Buffer;
}

/**
 * What speaks against a request's signature: https://docs.slack.dev/authentication/verifying-requests-from-slack.
 * Bolt's own check lets timestamps of the future pass.
 * @returns a word for the log; undefined when nothing does
 */
export function signatureFault(request: SignedRequest, secret: string, now: Date): string | undefined {
  const { timestamp, signature, body } = request;
  if (timestamp === undefined) return 'no_timestamp';
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return 'unreadable_timestamp';
  const age = Math.floor(now.getTime() / 1000) - Number(timestamp);
  if (age > TOLERANCE_SECONDS) return 'too_old';
  if (age < -TOLERANCE_SECONDS) return 'of_the_future';
  if (signature === undefined) return 'no_signature';
  if (typeof signature !== 'string' || !/^v0=[0-9a-f]{64}$/.test(signature)) return 'unreadable_signature';
  const ours = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
  return timingSafeEqual(ours, Buffer.from(signature.slice(3), 'hex')) ? undefined : 'wrong_signature';
}
