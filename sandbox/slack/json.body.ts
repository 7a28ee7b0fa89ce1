import { RequestHandler } from 'express';
import { isObject, JsonObject, parseJson } from './json.value';

/**
 * Slack takes arguments as a form or as JSON. Here JSON becomes a form whose objects are JSON text, which is how Slack's
 * own client sends them anyway. In JSON a token does not count: https://docs.slack.dev/apis/web-api#post-bodies
 */
export const jsonAsForm: RequestHandler = (request, _response, next) => {
  const body: unknown = request.body;
  if (request.is('json') && typeof body === 'string') {
    const content = parseJson(body);
    request.body = isObject(content) ? formOf(content) : '';
  }
  next();
};

/** The fields as a form. */
export function formOf(content: JsonObject): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(content)) {
    if (name === 'token' || value === undefined || value === null) continue;
    form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return form.toString();
}
