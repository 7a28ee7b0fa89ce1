import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { captureLog } from '../harness/captured-log';
import { type Service, startService } from '../harness/service';

describe('The log, at trace level', () => {
  const log = captureLog();
  let service: Service;
  beforeAll(async () => {
    service = await startService({ LOG_LEVEL: 'trace', RATE_LIMIT: 'on' });
  });
  afterAll(async () => {
    await service.close();
    jest.restoreAllMocks();
  });

  it('holds no password, token or secret, whatever happened to them', async () => {
    const password = `canary-${randomUUID()}`;
    const email = 'robin@example.com';
    const { body: pair } = await service.anonymous
      .post('/auth/signup', { email, name: 'Robin', password })
      .expect(201);
    const robin = service.anonymous.as(pair.access_token);
    await robin.get(`/auth/me?token=${password}`).expect(200);
    await service.anonymous.post('/auth/login', { email, password }).expect(200);
    await service.anonymous.post('/auth/login', { email, password: `${password}!` }).expect(401);
    await service.anonymous.post('/auth/login', { email, password, [password]: 1 }).expect(400);
    await service.anonymous.post('/auth/login', { email: password, password }).expect(400);
    await service.anonymous.post('/auth/signup', { email, name: 'Robin', password }).expect(409);
    const { body: next } = await service.anonymous
      .post('/auth/refresh', { refresh_token: pair.refresh_token })
      .expect(200);
    service.clock.advance(60_000);
    await service.anonymous.post('/auth/refresh', { refresh_token: pair.refresh_token }).expect(401);
    await service.anonymous.as(`${pair.access_token}x`).get('/auth/me').expect(401);
    const newcomer = { email: 'sam@example.com', name: 'Sam', password };
    await robin
      .post('/users', newcomer)
      .set('Idempotency-Key', 'one')
      .set('Cookie', `c=${password}`)
      .expect(201);
    await request(service.url)
      .post('/api/v1/auth/login')
      .type('json')
      .send(`{"password":"${password}`)
      .expect(400);

    expect(log.lines().length).toBeGreaterThan(10);
    const secrets = [
      password,
      ...[pair, next].flatMap(({ access_token, refresh_token }) => [access_token, refresh_token]),
      process.env.JWT_SECRET!,
      process.env.TOKEN_ENCRYPTION_KEYS!.split(':')[1]!,
    ];
    for (const secret of secrets) expect(log.text()).not.toContain(secret);
  });

  it('says who was denied what, and that a session was revoked', async () => {
    const member = await service.signUp('Max');
    const { id } = (await member.get('/auth/me')).body;
    await member.get('/users').expect(403);
    const { body: pair } = await service.anonymous
      .post('/auth/login', { email: 'robin@example.com', password: 'wrong horse' })
      .set('X-Request-Id', 'trace-42');
    expect(pair.code).toBe('unauthenticated');

    const denials = log.lines().filter(({ msg }) => msg === 'denied');
    expect(denials).toContainEqual(
      expect.objectContaining({ code: 'forbidden', path: '/api/v1/users', userId: id }),
    );
    expect(denials).toContainEqual(
      expect.objectContaining({ code: 'unauthenticated', path: '/api/v1/auth/login', requestId: 'trace-42' }),
    );
    expect(log.text()).toContain('the session is revoked');
  });
});
