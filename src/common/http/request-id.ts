import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';

const HEADER = 'X-Request-Id';
const USABLE = /^[\w.:/+=@-]{1,128}$/;

/** The id of a request: the caller's own, when it is short and printable, else a new one. Answered on every response. */
export function requestId(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && USABLE.test(given) ? given : randomUUID();
  response.setHeader(HEADER, id);
  return id;
}
