import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { constants, gzip, gzipSync } from 'node:zlib';
import { Response } from 'express';
import { FaultEffect } from './fault';
import { Reply } from './reply';

const compress = promisify(gzip);
const MEBIBYTE = 1 << 20;

/** How a provider's answers look on the wire. */
export interface Form {
  gzipped: boolean;
  /** An answer whose every field has the wrong type. */
  wrongTypes: object;
}

/** Writes a reply to the wire: properly, or with the damage that a fault orders. */
export async function deliver(
  reply: Reply,
  form: Form,
  response: Response,
  fault?: FaultEffect,
): Promise<void> {
  switch (fault?.type) {
    case 'drip':
      return drip(reply, response, fault.everyMs ?? 1000);
    case 'halfJson':
      return send({ ...reply, body: reply.body.slice(0, reply.body.length / 2) }, form, response);
    case 'gzipBomb':
      return bomb(response, fault.megabytes ?? 1024);
    case 'htmlPage':
      return send({ ...reply, ...CAPTIVE_PORTAL }, form, response);
    case 'wrongTypes':
      return send({ ...reply, body: JSON.stringify(form.wrongTypes) }, form, response);
    case 'status':
    case 'delay':
    case 'hold':
    case 'hang':
    case 'reset':
    case undefined:
      return send(reply, form, response);
  }
}

const CAPTIVE_PORTAL: Reply = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<html><body>Welcome to Hotel Wi-Fi</body></html>',
};

async function send({ status, headers, body }: Reply, { gzipped }: Form, response: Response): Promise<void> {
  if (!gzipped) {
    response.writeHead(status, headers).end(body);
    return;
  }
  const compressed = await compress(body, { level: constants.Z_BEST_SPEED });
  response
    .writeHead(status, { ...headers, 'content-encoding': 'gzip', vary: 'Accept-Encoding' })
    .end(compressed);
}

async function drip({ status, headers, body }: Reply, response: Response, everyMs: number): Promise<void> {
  response.writeHead(status, headers);
  for (const byte of Buffer.from(body)) {
    if (response.destroyed) return;
    response.write(Uint8Array.of(byte));
    await sleep(everyMs, undefined, { ref: false });
  }
  response.end();
}

/** A gzip stream may be many gzip members in a row, so one small one is enough to make any amount. */
async function bomb(response: Response, megabytes: number): Promise<void> {
  const member = gzipSync(Buffer.alloc(MEBIBYTE, ' '));
  response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8', 'content-encoding': 'gzip' });
  for (let sent = 0; sent < megabytes && !response.destroyed; sent++) {
    if (!response.write(member)) await sleep(1, undefined, { ref: false });
  }
  response.end();
}
