import { IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Request, RequestHandler, Response } from 'express';
import { ApiRequest } from './api.request';
import { deliver } from './delivery';
import { StatusEffect } from './fault';
import { FaultPlan } from './fault.plan';
import { Refusal, Reply } from './reply';
import { plainParams, RequestLog } from './request.log';

export type Endpoint<World> = (world: World, request: ApiRequest) => Reply;

/** What every simulated provider remembers of requests. */
interface Watched<Kind extends string> {
  faults: FaultPlan<Kind>;
  log: RequestLog<Kind>;
}

/** A request, with all that faults and the log want to know of it. */
export interface Seen<Kind extends string> {
  request: ApiRequest;
  method: string;
  kind: Kind;
  /** Decoded. */
  path: string;
  /** Whose live token, access or refresh, it carries. */
  email: string | null;
}

/** How a provider speaks HTTP. */
export interface Dialect<World, Kind extends string> {
  kindOf(path: string): Kind;
  emailOf(world: World, request: ApiRequest): string | null;
  /** Which page of its listing a request asks for, from 1. */
  pageNumberOf(query: URLSearchParams): number;
  faultReply(effect: StatusEffect, kind: Kind): Reply;
  wantsGzip(headers: IncomingHttpHeaders): boolean;
  /** What `wrongTypes` answers. */
  wrongTypes: object;
  /** Turns away what the provider would not even look at; `ended` is called once the request is over. */
  admit?(world: World, seen: Seen<Kind>, ended: (callback: () => void) => void): Reply | undefined;
}

/** Serves endpoints: a request is logged, struck by a fault if one is due, answered, and the answer delivered. */
export function exchange<World extends Watched<Kind>, Kind extends string>(
  world: World,
  dialect: Dialect<World, Kind>,
): (endpoint: Endpoint<World>) => RequestHandler {
  return (endpoint) => async (incoming, response) => {
    const request = toApiRequest(incoming);
    const kind = dialect.kindOf(incoming.path);
    const path = decoded(incoming.path);
    const seen = { request, method: incoming.method, kind, path, email: dialect.emailOf(world, request) };
    logUntilClosed(world.log, seen, response);

    const form = { gzipped: dialect.wantsGzip(incoming.headers), wrongTypes: dialect.wrongTypes };
    const refusal = dialect.admit?.(world, seen, (callback) => response.once('close', callback));
    if (refusal) return deliver(refusal, form, response);
    const fault = world.faults.strike({ ...seen, page: dialect.pageNumberOf(request.query) });
    if (fault?.type === 'hang') return;
    if (fault?.type === 'reset') {
      incoming.socket.resetAndDestroy();
      return;
    }
    if (fault?.type === 'delay') await sleep(fault.ms, undefined, { ref: false });
    if (fault?.type === 'hold') await world.faults.untilReleased();
    const reply =
      fault?.type === 'status' ? dialect.faultReply(fault, kind) : answer(world, endpoint, request);
    await deliver(reply, form, response, fault);
  };
}

function answer<World>(world: World, endpoint: Endpoint<World>, request: ApiRequest): Reply {
  try {
    return endpoint(world, request);
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}

function toApiRequest(incoming: Request): ApiRequest {
  const { searchParams } = new URL(incoming.originalUrl, 'http://simulator');
  const body: unknown = incoming.body;
  const form = new URLSearchParams(typeof body === 'string' ? body : '');
  const params = incoming.params as Record<string, string>;
  return { query: searchParams, form, headers: incoming.headers, path: incoming.path, params };
}

/** A path with a broken escape is no reason to fall over. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function logUntilClosed<Kind extends string>(
  log: RequestLog<Kind>,
  { request, method, kind, path, email }: Seen<Kind>,
  response: Response,
): void {
  const query = plainParams(request.query);
  const form = plainParams(request.form);
  const at = new Date().toISOString();
  const end = log.begin({ at, kind, method, path, query, form, email, status: null });
  response.once('close', () => end(response.headersSent ? response.statusCode : null));
}
