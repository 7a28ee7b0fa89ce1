import type { NextFunction, Request, Response } from 'express';
import { type FieldError, Problem, ValidationFailed } from '../errors/problem';
import { pointerTo } from '../wire/json-pointer';

const MAX_DEPTH = 32;

/** What we accept as a JSON body: its size in bytes, and its depth. */
export const JSON_BODY = {
  limit: 256 * 1024,
  strict: true,
  verify: (_request: unknown, _response: unknown, body: Buffer): void => refuseDeepNesting(body),
};

/** 415 for a body that is not JSON: without this it would be taken for an absent one. */
export function requireJson(request: Request, _response: Response, next: NextFunction): void {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0;
  // A body that was kept as raw bytes is not for the JSON parser.
  if (hasBody && !Buffer.isBuffer(request.body) && !request.is('application/json')) {
    next(new Problem(415, 'unsupported_media_type', 'Send application/json.'));
    return;
  }
  next();
}

/** Counts brackets outside of strings, before the parser recurses into them. */
function refuseDeepNesting(body: Buffer): void {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (inString) {
      if (byte === 0x5c) at += 1;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      if (depth > MAX_DEPTH) throw ValidationFailed.at('', 'is nested too deeply');
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
  }
}

/**
 * Refuses what a body or query can express and we cannot store: NUL (PostgreSQL's text has none), half a character (a
 * lone surrogate would turn into another character), `1e309` (it overflows to infinity), and names that every object
 * inherits (`__proto__`, `toString`: class-transformer would drop them silently). It runs after the parser, whose own
 * hook would replace the problem's words by its own.
 */
export function requireStorable(request: Request, _response: Response, next: NextFunction): void {
  const fault = faultOf(request.body, '') ?? faultOf(request.query, '');
  next(fault && new ValidationFailed([fault]));
}

function faultOf(value: unknown, pointer: string): FieldError | undefined {
  if (typeof value === 'string') return textFault(value, pointer);
  if (typeof value === 'number') {
    return Number.isFinite(value) ? undefined : { pointer, detail: 'is a number out of range' };
  }
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return undefined;
  for (const [key, member] of Object.entries(value)) {
    const inner = pointerTo(key, pointer);
    if (key in Object.prototype || key === 'prototype')
      return { pointer: inner, detail: 'is not a known field' };
    const fault = textFault(key, pointer) ?? faultOf(member, inner);
    if (fault) return fault;
  }
  return undefined;
}

function textFault(text: string, pointer: string): FieldError | undefined {
  if (text.includes('\0')) return { pointer, detail: 'holds a NUL character' };
  return /\p{Surrogate}/u.test(text)
    ? { pointer, detail: 'holds half a character (a lone surrogate)' }
    : undefined;
}
