import { decodeJwt } from 'jose';
import { type Service, startService } from '../harness/service';

const DAY = 24 * 60 * 60 * 1000;
const password = 'correct horse';

describe('Sessions', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  });
  afterEach(() => service.clock.run());
  afterAll(() => service.close());

  const signUp = async (email: string) =>
    (await service.anonymous.post('/auth/signup', { email, name: 'Robin', password }).expect(201)).body;
  const refresh = (token: string) => service.anonymous.post('/auth/refresh', { refresh_token: token });
  const me = (accessToken: string) => service.anonymous.as(accessToken).get('/auth/me');

  it('begin with signing up: an access token that says who, and a refresh token', async () => {
    const pair = await signUp('Ada@Example.com');
    expect(pair).toEqual({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      token_type: 'bearer',
      expires_in: 3600,
    });
    const { sub, email, exp, iat } = decodeJwt(pair.access_token);
    expect({ email, lifetime: exp! - iat! }).toEqual({ email: 'ada@example.com', lifetime: 3600 });
    expect((await me(pair.access_token).expect(200)).body).toMatchObject({
      id: sub,
      email: 'ada@example.com',
    });
  });

  it('begin with logging in, and the case of the e-mail does not matter', async () => {
    await signUp('bo@example.com');
    const login = await service.anonymous
      .post('/auth/login', { email: 'BO@example.COM', password })
      .expect(200);
    await me(login.body.access_token).expect(200);
  });

  it('refuse a wrong password and an unknown e-mail with the same words', async () => {
    await signUp('cleo@example.com');
    const attempt = async (email: string) => {
      const { body } = await service.anonymous
        .post('/auth/login', { email, password: 'wrong horse' })
        .expect(401);
      return { code: body.code, detail: body.detail };
    };
    const wrong = await attempt('cleo@example.com');
    expect(wrong.code).toBe('unauthenticated');
    expect(await attempt('nobody@example.com')).toEqual(wrong);
  });

  it('take passwords of 8 to 256 characters, whatever they are', async () => {
    const attempt = (email: string, secret: string) =>
      service.anonymous.post('/auth/signup', { email, name: 'Robin', password: secret });
    await attempt('short@example.com', '1234567').expect(400);
    await attempt('long@example.com', 'x'.repeat(257)).expect(400);
    await attempt('eight@example.com', '        ').expect(201);
    await attempt('most@example.com', 'ü'.repeat(256)).expect(201);
    await attempt('emoji@example.com', '🐎'.repeat(8)).expect(201);
  });

  it('take a password in either Unicode form', async () => {
    const composed = { email: 'unicode@example.com', name: 'Robin', password: 'Pferdestärke' };
    await service.anonymous.post('/auth/signup', composed).expect(201);
    const decomposed = { email: composed.email, password: composed.password.normalize('NFD') };
    await service.anonymous.post('/auth/login', decomposed).expect(200);
  });

  it('refuse a taken e-mail, also in other case', async () => {
    await signUp('dana@example.com');
    const again = { email: 'DANA@example.com', name: 'Other', password };
    expect((await service.anonymous.post('/auth/signup', again).expect(409)).body.code).toBe('conflict');
  });

  it('go on by refreshing: each refresh token is good for one use, and hands over to the next', async () => {
    const first = await signUp('eve@example.com');
    const second = (await refresh(first.refresh_token).expect(200)).body;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    await me(second.access_token).expect(200);
    await refresh(second.refresh_token).expect(200);
  });

  it('answer a used refresh token for 30 seconds: two tabs, or an answer that got lost', async () => {
    service.clock.stop();
    const { refresh_token } = await signUp('finn@example.com');
    const pairs = await Promise.all(Array.from({ length: 5 }, () => refresh(refresh_token).expect(200)));
    service.clock.advance(30_000);
    await refresh(refresh_token).expect(200);
    await Promise.all(pairs.map(({ body }) => refresh(body.refresh_token).expect(200)));
  });

  it('end, with all their tokens, when a used refresh token comes back later', async () => {
    const first = await signUp('gus@example.com');
    const elsewhere = await service.anonymous.post('/auth/login', { email: 'gus@example.com', password });
    service.clock.stop();
    const second = (await refresh(first.refresh_token).expect(200)).body;
    service.clock.advance(30_001);
    expect((await refresh(first.refresh_token).expect(401)).body.code).toBe('unauthenticated');
    await refresh(second.refresh_token).expect(401);
    await refresh(elsewhere.body.refresh_token).expect(200);
  });

  it('end after 30 days without use, and the access token after its hour', async () => {
    const pair = await signUp('hana@example.com');
    service.clock.advance(3_601_000);
    await me(pair.access_token).expect(401);
    service.clock.advance(30 * DAY);
    await refresh(pair.refresh_token).expect(401);
  });

  it('know no made-up refresh token', async () => {
    expect((await refresh('made-up').expect(401)).body.code).toBe('unauthenticated');
  });

  it('leave neither password nor refresh token readable in the database', async () => {
    const { refresh_token } = await signUp('ida@example.com');
    const rows = await service.sql(
      `SELECT u.password_hash, t.token_hash::text FROM users u JOIN refresh_tokens t ON t.user_id = u.id
       WHERE u.email = 'ida@example.com'`,
    );
    expect(rows).toEqual([
      {
        password_hash: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/),
        token_hash: expect.any(String),
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain(refresh_token);
    expect(Buffer.from(String(rows[0]!.token_hash).slice(2), 'hex')).toHaveLength(32);
  });
});
