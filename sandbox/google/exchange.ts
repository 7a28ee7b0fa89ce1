import { setTimeout as sleep } from 'node:timers/promises';
import { Request, RequestHandler, Response } from 'express';
import { ApiRequest, kindOf, RequestKind } from './api.request';
import { bearerOf } from './bearer';
import { deliver } from './delivery';
import { faultReply } from './fault.reply';
import { Refusal } from './google.error';
import { pageNumberOf } from './listings';
import { Reply } from './reply';
import { plainParams } from './request.log';
import { World } from './world';

export type Endpoint = (world: World, request: ApiRequest) => Reply;

/** Serves an endpoint: the request is logged, struck by a fault if one is due, answered, and the answer delivered. */
export function serve(world: World, endpoint: Endpoint): RequestHandler<{ id?: string }> {
  return async (incoming, response) => {
    const request = toApiRequest(incoming);
    const kind = kindOf(incoming.path);
    const path = decodeURIComponent(incoming.path);
    const email = emailOf(world, request);
    logUntilClosed(world, { incoming, response, request, kind, path, email });

    const fault = world.faults.strike({ kind, path, page: pageNumberOf(request.query), email });
    if (fault?.type === 'hang') return;
    if (fault?.type === 'reset') {
      incoming.socket.resetAndDestroy();
      return;
    }
    if (fault?.type === 'delay') await sleep(fault.ms, undefined, { ref: false });
    const reply = fault?.type === 'status' ? faultReply(fault, kind) : answer(world, endpoint, request);
    await deliver(reply, incoming, response, fault);
  };
}

function answer(world: World, endpoint: Endpoint, request: ApiRequest): Reply {
  try {
    return endpoint(world, request);
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}

function toApiRequest(incoming: Request<{ id?: string }>): ApiRequest {
  const { searchParams } = new URL(incoming.originalUrl, 'http://simulator');
  const body: unknown = incoming.body;
  const form = new URLSearchParams(typeof body === 'string' ? body : '');
  return { query: searchParams, form, headers: incoming.headers, id: incoming.params.id ?? '' };
}

/** Whose live token, access or refresh, the request carries. */
function emailOf({ oauth }: World, { headers, form }: ApiRequest): string | null {
  const access = oauth.accessToken(bearerOf(headers.authorization) ?? '');
  const token = access ?? oauth.refreshToken(form.get('refresh_token') ?? '');
  return token?.grant.account.email ?? null;
}

interface Seen {
  incoming: Request<{ id?: string }>;
  response: Response;
  request: ApiRequest;
  kind: RequestKind;
  path: string;
  email: string | null;
}

function logUntilClosed(world: World, { incoming, response, request, kind, path, email }: Seen): void {
  const query = plainParams(request.query);
  const form = plainParams(request.form);
  const { method } = incoming;
  const end = world.log.begin({
    at: new Date().toISOString(),
    kind,
    method,
    path,
    query,
    form,
    email,
    status: null,
  });
  response.once('close', () => end(response.headersSent ? response.statusCode : null));
}
