import { json, Refusal, Reply } from '../simulator/reply';
import { JsonObject } from './json.value';

/** `{ ok: true, … }` */
export function ok(fields: JsonObject = {}): Reply {
  return json(200, { ok: true, ...fields });
}

/** Slack refuses with 200 and a word: https://docs.slack.dev/apis/web-api#responses */
export function slackError(error: string, fields: JsonObject = {}): Reply {
  return json(200, { ok: false, error, ...fields });
}

/** To be thrown where an endpoint cannot go on. */
export function refusal(error: string, fields: JsonObject = {}): Refusal {
  return new Refusal(slackError(error, fields));
}

/** Too much: the one refusal with a status of its own, and never without `Retry-After`. */
export function rateLimited(seconds = 1): Reply {
  return json(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(seconds) });
}

/** Tells in Slack's words what is wrong with which part. */
export function invalid(error: string, messages: string[]): Refusal {
  return refusal(error, {
    ...(error.startsWith('invalid_blocks') && { errors: messages.map(withoutLevel) }),
    response_metadata: { messages },
  });
}

function withoutLevel(message: string): string {
  return message.replace(/^\[ERROR\] /, '');
}
