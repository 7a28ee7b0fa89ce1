import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { guardedFetch } from './guarded-fetch';

describe('A guarded fetch', () => {
  let server: Server;
  let origin: string;
  let requests: string[];
  let answer: RequestListener;
  let logged: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push(`${request.method} ${request.url}`);
      answer(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    requests = [];
    logged = '';
    answer = (_, response) => response.end('fine');
    const record = (...line: unknown[]): void => void (logged += inspect(line));
    for (const level of ['debug', 'warn'] as const) {
      jest.spyOn(Logger.prototype, level).mockImplementation(record);
    }
  });
  afterEach(() => jest.restoreAllMocks());

  const ask = (path: string, init?: RequestInit, deadlineMs = 5000): Promise<Response> => {
    const limits = { deadlineMs, maxBytes: 1000 };
    return guardedFetch({ provider: 'acme', origins: [origin], limits })(origin + path, init);
  };

  it('passes on method, body, status, headers and text', async () => {
    answer = (request, response) => {
      response.writeHead(418, { 'x-kind': 'teapot' });
      request.pipe(response);
    };
    const response = await ask('/echo', {
      method: 'POST',
      body: new URLSearchParams({ a: 'b' }),
    });
    expect([response.status, response.headers.get('x-kind'), await response.text()]).toEqual([
      418,
      'teapot',
      'a=b',
    ]);
  });

  it('copes with answers that have no body', async () => {
    answer = (_, response) => response.writeHead(204).end();
    expect((await ask('/none')).status).toBe(204);
  });

  it('unpacks gzip', async () => {
    answer = (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('packed'));
    expect(await (await ask('/packed')).text()).toBe('packed');
  });

  it.each(['http://127.0.0.1:1/x', 'http://user@evil.example/x', 'not an address', 'file:///etc/passwd'])(
    'says nothing to %s',
    async (address) => {
      const guarded = guardedFetch({
        provider: 'acme',
        origins: [origin],
        limits: { deadlineMs: 5000, maxBytes: 1000 },
      });
      await expect(guarded(address)).rejects.toMatchObject({ reason: 'origin' });
      await expect(guarded(new URL(`${origin.replace('127.0.0.1', 'localhost')}/x`))).rejects.toMatchObject({
        reason: 'origin',
      });
      expect(requests).toEqual([]);
    },
  );

  it('follows nobody elsewhere', async () => {
    answer = (_, response) => response.writeHead(307, { location: '/elsewhere' }).end();
    await expect(ask('/here')).rejects.toMatchObject({ reason: 'network' });
    expect(requests).toEqual(['GET /here']);
  });

  it('cuts silence', async () => {
    answer = () => undefined;
    await expect(ask('/silent', {}, 50)).rejects.toMatchObject({ reason: 'deadline' });
  });

  it('cuts a body that drips, however steadily', async () => {
    answer = (_, response) => {
      const drip = setInterval(() => response.write('.'), 5);
      response.once('close', () => clearInterval(drip));
    };
    await expect(ask('/dripping', {}, 100)).rejects.toMatchObject({ reason: 'deadline' });
  });

  it('cuts it also when garbage was collected in between', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    answer = (_, response) => {
      let drips = 0;
      const drip = setInterval(() => {
        response.write('.');
        collectGarbage();
        if ((drips += 1) === 100) response.end();
      }, 20);
      response.once('close', () => clearInterval(drip));
    };
    await expect(ask('/dripping', {}, 200)).rejects.toMatchObject({ reason: 'deadline' });
  });

  it('cuts what is too long once unpacked', async () => {
    answer = (_, response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(1001)));
    await expect(ask('/bomb')).rejects.toMatchObject({ reason: 'size' });
  });

  it('names the code of a broken connection', async () => {
    answer = (request) => request.socket.resetAndDestroy();
    await expect(ask('/reset')).rejects.toMatchObject({ reason: 'network', code: expect.any(String) });
  });

  it('stops when its caller does', async () => {
    answer = () => undefined;
    await expect(ask('/silent', { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
      reason: 'network',
    });
  });

  it('logs what was asked and for how long, but no secret, id or query', async () => {
    const headers = { authorization: 'Bearer canary' };
    await ask('/v3/calendars/robin@canary.example/events?token=canary', { headers });
    await ask('/events/canary0123456789?token=canary', { headers });
    answer = (request) => request.socket.destroy();
    const failure: unknown = await ask('/token?code=canary', { headers }).catch((error: unknown) => error);
    expect(logged).toMatch(
      /provider: 'acme',\s+method: 'GET',\s+resource: 'events',\s+status: 200,\s+durationMs: \d+/,
    );
    expect(logged).toMatch(/resource: '…'/);
    expect(logged + inspect(failure, { depth: 9, showHidden: true })).not.toContain('canary');
  });
});
