import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Service, startService } from '../harness/service';

const ISSUER = 'https://issuer.example.com/';
const AUDIENCE = 'billops';

/** An identity provider, as far as its published keys. */
async function startIssuer() {
  const [signing, stranger] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const keys = [{ ...(await exportJWK(signing.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }];
  let requests = 0;
  const server: Server = createServer((_, response) => {
    requests += 1;
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const token = (
    sub: string,
    {
      iss = ISSUER,
      aud = AUDIENCE,
      exp = '1h',
      key = signing.privateKey,
      kid = 'one',
      ...claims
    }: Record<string, unknown> = {},
  ) =>
    new SignJWT({ sub, email: `${sub}@example.com`, name: sub, role: 'admin', ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: kid as string })
      .setIssuer(iss as string)
      .setAudience(aud as string)
      .setExpirationTime(exp as string)
      .sign(key as Parameters<SignJWT['sign']>[0]);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
    publicKey: keys[0]!,
    strangersKey: stranger.privateKey,
    token,
    requests: () => requests,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

describe('Tokens of an external issuer', () => {
  let service: Service;
  let issuer: Awaited<ReturnType<typeof startIssuer>>;

  beforeAll(async () => {
    issuer = await startIssuer();
    service = await startService({ JWT_JWKS_URL: issuer.url, JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE });
  });
  afterAll(async () => {
    await service.close();
    await issuer.stop();
  });

  const me = (token: string) => service.anonymous.as(token).get('/auth/me');

  it('make a member of a stranger, even the first one, and even of who claims to be admin', async () => {
    const first = await me(await issuer.token('ada')).expect(200);
    expect(first.body).toMatchObject({
      email: 'ada@example.com',
      name: 'ada',
      role: 'member',
      timezone: 'UTC',
    });
    const again = await me(await issuer.token('ada', { email: 'moved@example.com' })).expect(200);
    expect(again.body).toEqual(first.body);
  });

  it('make one account of twenty first requests at the same time', async () => {
    const token = await issuer.token('bo');
    const answers = await Promise.all(Array.from({ length: 20 }, () => me(token).expect(200)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await service.sql(`SELECT 1 FROM users WHERE subject = 'bo'`)).toHaveLength(1);
  });

  it('never lead to the account of somebody with the same e-mail', async () => {
    const local = { email: 'cleo@example.com', name: 'Cleo', password: 'correct horse' };
    await service.anonymous.post('/auth/signup', local).expect(201);
    const { body } = await me(await issuer.token('cleo')).expect(200);
    const rows = await service.sql<{ id: string }>(`SELECT id FROM users WHERE email = 'cleo@example.com'`);
    expect(rows).toHaveLength(2);
    const { body: login } = await service.anonymous.post('/auth/login', local).expect(400); // a name is no part of it
    expect(login.code).toBe('validation_failed');
    const own = await service.anonymous
      .post('/auth/login', { email: local.email, password: local.password })
      .expect(200);
    expect((await me(own.body.access_token).expect(200)).body.id).not.toBe(body.id);
  });

  it('work without e-mail and name', async () => {
    const { body } = await me(await issuer.token('dana', { email: undefined, name: undefined })).expect(200);
    expect(body).toMatchObject({ email: '', name: 'dana' });
  });

  it.each<[string, () => Promise<string>]>([
    ['of another issuer', () => issuer.token('eve', { iss: 'https://other.example.com/' })],
    ['for another audience', () => issuer.token('eve', { aud: 'elsewhere' })],
    ['that are expired', () => issuer.token('eve', { exp: '-1m' })],
    ['with a subject that is no text', () => issuer.token('eve', { sub: { $ne: null } })],
    ['with a subject that cannot be kept', () => issuer.token('eve\0')],
    ['signed with a foreign key', () => issuer.token('eve', { key: issuer.strangersKey })],
    ['signed with a key that is not published', () => issuer.token('eve', { kid: 'two' })],
    [
      'signed by HMAC with the public key',
      () =>
        new SignJWT({ iss: ISSUER, aud: AUDIENCE, sub: 'eve' })
          .setProtectedHeader({ alg: 'HS256', kid: 'one' })
          .setExpirationTime('1h')
          .sign(Buffer.from(JSON.stringify(issuer.publicKey))),
    ],
  ])('%s are refused', async (_, made) => {
    expect((await me(await made()).expect(401)).body.code).toBe('unauthenticated');
  });

  it('cost one request for the keys, not one each', () => {
    expect(issuer.requests()).toBeLessThanOrEqual(2);
  });
});

describe('Tokens of an external issuer whose keys are out of reach', () => {
  it('are answered 503, because nobody can say whether they are good', async () => {
    const issuer = await startIssuer();
    const service = await startService({
      JWT_JWKS_URL: issuer.url,
      JWT_ISSUER: ISSUER,
      JWT_AUDIENCE: AUDIENCE,
    });
    await issuer.stop();
    const answer = await service.anonymous
      .as(await issuer.token('ada'))
      .get('/auth/me')
      .expect(503);
    expect(answer.body.code).toBe('unavailable');
    expect(answer.headers['retry-after']).toBeDefined();
    await service.signUp();
    await service.close();
  });
});

describe('A service without a secret of its own', () => {
  it('signs nobody up or in, and says so', async () => {
    const issuer = await startIssuer();
    const service = await startService({
      JWT_SECRET: '',
      JWT_JWKS_URL: issuer.url,
      JWT_ISSUER: ISSUER,
      JWT_AUDIENCE: AUDIENCE,
    });
    const newcomer = { email: 'a@example.com', name: 'A', password: 'correct horse' };
    const ways = [
      ['signup', newcomer],
      ['login', { email: newcomer.email, password: newcomer.password }],
      ['refresh', { refresh_token: 'of another time' }],
    ] as const;
    for (const [way, request] of ways) {
      const { body } = await service.anonymous.post(`/auth/${way}`, request).expect(403);
      expect([way, body.detail]).toEqual([way, 'People sign in through the external issuer here.']);
    }
    expect(await service.sql('SELECT 1 FROM users')).toHaveLength(0);
    await service.anonymous
      .as(await issuer.token('ada'))
      .get('/auth/me')
      .expect(200);
    await service.close();
    await issuer.stop();
  });
});
