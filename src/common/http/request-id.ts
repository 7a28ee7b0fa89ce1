import type { NextFunction, Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type {} from 'pino-http';

const HEADER = 'X-Request-Id';
const USABLE = /^[\w.:/+=@-]{1,128}$/;

/**
 * Gives a request its id: the caller's own, when it is short and printable, else a new one. It is answered on every
 * response, so this comes before everything that can refuse a request; the logger starts later.
 */
export function identifyRequest(request: Request, response: Response, next: NextFunction): void {
  const given = request.headers['x-request-id'];
  request.id = typeof given === 'string' && USABLE.test(given) ? given : randomUUID();
  response.setHeader(HEADER, request.id);
  next();
}

/** The id that `identifyRequest` gave, for the logger. */
export function requestId(request: IncomingMessage): IncomingMessage['id'] {
  return request.id;
}
