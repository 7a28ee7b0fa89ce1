import { randomUUID } from 'node:crypto';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import request, { type Response } from 'supertest';
import type { Api } from '../harness/api';
import { type Service, startService } from '../harness/service';

const password = 'correct horse';
const withLimits = { RATE_LIMIT: 'on', TRUST_PROXY: 'loopback' };

/** An address of this test alone: counts outlive a test, and all tests come from the same machine. */
const anAddress = () => `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}::1`;
const anEmail = () => `${randomUUID()}@example.com`;

/** The answers to `count` requests, one after the other. */
async function repeat(count: number, send: () => PromiseLike<Response>): Promise<number[]> {
  const statuses: number[] = [];
  for (let at = 0; at < count; at += 1) statuses.push((await send()).status);
  return statuses;
}

const times = (count: number, status: number) => Array<number>(count).fill(status);

function limitsHold(service: () => Service): void {
  const post = (path: string, from: string, body: object) =>
    service().anonymous.post(path, body).set('X-Forwarded-For', from);
  const signUp = async (email = anEmail()): Promise<{ email: string; api: Api }> => {
    const answer = await post('/auth/signup', anAddress(), { email, name: 'Robin', password }).expect(201);
    return { email, api: service().anonymous.as(answer.body.access_token) };
  };

  it('refuse even the right password after ten failures for one account from one address', async () => {
    const { email } = await signUp();
    const from = anAddress();
    const logIn = (secret: string, address = from, account = email) =>
      post('/auth/login', address, { email: account, password: secret });

    expect(await repeat(10, () => logIn('wrong horse'))).toEqual(times(10, 401));
    const refused = await logIn(password).expect(429);
    expect(refused.body.code).toBe('rate_limited');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(900);
    await logIn(password, from, email.toUpperCase()).expect(429);

    await logIn(password, anAddress()).expect(200);
    const { email: other } = await signUp();
    await logIn(password, from, other).expect(200);
  });

  it('count failed logins only', async () => {
    const { email } = await signUp();
    const from = anAddress();
    const logIn = (secret: string) => post('/auth/login', from, { email, password: secret });
    expect(await repeat(9, () => logIn('wrong horse'))).toEqual(times(9, 401));
    expect(await repeat(12, () => logIn(password))).toEqual(times(12, 200));
    await logIn('wrong horse').expect(401);
    await logIn(password).expect(429);
  });

  it('answer at most ten of thirty guesses at the same time', async () => {
    const { email } = await signUp();
    const from = anAddress();
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => post('/auth/login', from, { email, password: 'wrong horse' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...times(10, 401), ...times(20, 429)]);
  });

  it('let an address sign up and log in 60 times a minute, each', async () => {
    const from = anAddress();
    const unusable = { email: 'unusable' };
    expect(await repeat(60, () => post('/auth/signup', from, unusable))).toEqual(times(60, 400));
    const refused = await post('/auth/signup', from, unusable).expect(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);

    await post('/auth/login', from, unusable).expect(400);
    await post('/auth/signup', from.replace(/1$/, '2'), unusable).expect(429); // the same /64
    await post('/auth/signup', anAddress(), unusable).expect(400);
  });

  it('let a user send bursts of 200, wherever from, and do not mix users', async () => {
    const [{ api: robin }, { api: sam }] = [await signUp(), await signUp()];
    const answers = await Promise.all(
      Array.from({ length: 210 }, () => robin.get('/auth/me').set('X-Forwarded-For', anAddress())),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...times(200, 200), ...times(10, 429)]);
    const retryAfter = Number(answers.find(({ status }) => status === 429)!.headers['retry-after']);
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(10);
    await sam.get('/auth/me').expect(200);
  });

  it('count those without a good token by address', async () => {
    const from = anAddress();
    const answers = await Promise.all(
      Array.from({ length: 210 }, () =>
        service().anonymous.as('canary').get('/auth/me').set('X-Forwarded-For', from),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...times(200, 401), ...times(10, 429)]);
  });
}

describe('Limits', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(withLimits);
  });
  afterAll(() => service.close());

  limitsHold(() => service);

  it('hold for several processes together', async () => {
    const from = anAddress();
    const first = service;
    const database = process.env.DATABASE_URL!;
    const second = await startService({ ...withLimits, DATABASE_URL: database });
    const post = (to: Service) =>
      request(to.url).post('/api/v1/auth/login').set('X-Forwarded-For', from).send({ email: 'unusable' });
    expect(await repeat(60, () => post(first))).toEqual(times(60, 400));
    await post(second).expect(429);
    await second.close();
  });

  it('count apart for a deployment with another prefix on the same Redis', async () => {
    const from = anAddress();
    const email = anEmail();
    const other = await startService({ ...withLimits, REDIS_PREFIX: 'staging' });
    const logIn = (to: Service, address: string) =>
      to.anonymous.post('/auth/login', { email, password: 'wrong horse' }).set('X-Forwarded-For', address);
    expect(await repeat(10, () => logIn(service, from))).toEqual(times(10, 401));
    await logIn(service, from).expect(429);
    await logIn(other, from).expect(401);

    const crowded = anAddress();
    const unusable = (to: Service) =>
      to.anonymous.post('/auth/login', { email: 'unusable' }).set('X-Forwarded-For', crowded);
    expect(await repeat(60, () => unusable(service))).toEqual(times(60, 400));
    await unusable(service).expect(429);
    await unusable(other).expect(400);
    await other.close();
  });
});

describe('Limits without Redis', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({ ...withLimits, REDIS_URL: `redis://127.0.0.1:${await aClosedPort()}` });
  });
  afterAll(() => service.close());

  limitsHold(() => service);

  it('hold no request up', async () => {
    const robin = await service.anonymous
      .post('/auth/signup', { email: anEmail(), name: 'Robin', password })
      .set('X-Forwarded-For', anAddress())
      .expect(201);
    expect(await repeat(20, () => service.anonymous.as(robin.body.access_token).get('/auth/me'))).toEqual(
      times(20, 200),
    );
  });
});

describe('Limits with a Redis that stops answering', () => {
  let service: Service;
  let link: Awaited<ReturnType<typeof startLinkToRedis>>;
  beforeAll(async () => {
    link = await startLinkToRedis();
    service = await startService({ ...withLimits, REDIS_URL: link.url });
  });
  afterAll(async () => {
    await service.close();
    link.close();
  });

  it('do not wait for it, and go on from what the process has counted', async () => {
    const post = (from: string) =>
      service.anonymous.post('/auth/login', { email: 'unusable' }).set('X-Forwarded-For', from);
    const from = anAddress();
    expect(await repeat(20, () => post(from))).toEqual(times(20, 400));
    link.freeze();
    expect(await repeat(40, () => post(from))).toEqual(times(40, 400));
    await post(from).expect(429);
  }, 15_000);
});

describe('RATE_LIMIT=off', () => {
  it('limits nothing', async () => {
    const service = await startService({ RATE_LIMIT: 'off' });
    const post = () => service.anonymous.post('/auth/login', { email: 'unusable' });
    expect(await repeat(70, post)).toEqual(times(70, 400));
    await service.close();
  });
});

async function aClosedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A way to the real Redis that can stop passing anything on, without closing a connection. */
async function startLinkToRedis(): Promise<{ url: string; freeze: () => void; close: () => void }> {
  const url = new URL(process.env.TEST_REDIS_URL!);
  const { port, hostname } = url;
  const sockets: Socket[] = [];
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    sockets.push(
      near.on('error', () => far.destroy()),
      far.on('error', () => near.destroy()),
    );
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: `${url.href.replace(/\/$/, '')}/${process.env.JEST_WORKER_ID ?? 1}`,
    freeze: () => sockets.forEach((socket) => socket.unpipe().pause()),
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}
