import { randomUUID } from 'node:crypto';
import { generateKeyPair, SignJWT } from 'jose';
import type { Api } from '../harness/api';
import { type Service, startService } from '../harness/service';

const password = 'correct horse';
const secret = Buffer.from('a secret that is long enough for the tests');
type Key = Parameters<SignJWT['sign']>[0];
const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;

describe('Access', () => {
  let service: Service;
  let admin: Api;
  let member: Api;
  let viewer: Api;
  let memberId: string;

  beforeAll(async () => {
    service = await startService();
    admin = await service.signUp('Ada');
    member = await service.signUp('Max');
    viewer = await invite('viewer');
    memberId = (await member.get('/auth/me')).body.id;
  });
  afterAll(() => service.close());

  async function invite(role: string): Promise<Api> {
    const email = `${role}.${randomUUID()}@example.com`;
    await admin.post('/users', { email, name: role, password, role }).expect(201);
    const login = await service.anonymous.post('/auth/login', { email, password }).expect(200);
    return service.anonymous.as(login.body.access_token);
  }

  const token = (sub: string, made: { alg?: string; key?: Key; exp?: number; role?: string } = {}) =>
    new SignJWT({ role: made.role ?? 'member', email: 'x@example.com' })
      .setProtectedHeader({ alg: made.alg ?? 'HS256' })
      .setSubject(sub)
      .setExpirationTime(made.exp ?? inAnHour())
      .sign(made.key ?? secret);
  const me = (bearer: string) => service.anonymous.as(bearer).get('/auth/me');

  it('is refused without a token, with a challenge and a problem', async () => {
    const answer = await service.anonymous.get('/auth/me').expect(401);
    expect(answer.headers).toMatchObject({
      'www-authenticate': 'Bearer',
      'content-type': expect.stringContaining('application/problem+json'),
    });
    expect(answer.body).toEqual({
      type: 'about:blank',
      title: 'Unauthorized',
      status: 401,
      detail: expect.any(String),
      instance: '/api/v1/auth/me',
      code: 'unauthenticated',
      request_id: answer.headers['x-request-id'],
    });
  });

  it('is given to a token of any maker who knows the secret', async () => {
    expect((await me(await token(memberId)).expect(200)).body.id).toBe(memberId);
  });

  const unsigned = (header: object, sub: string) =>
    [header, { sub, role: 'admin', email: 'x@example.com', exp: inAnHour() }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');

  it.each<[string, () => string | Promise<string>]>([
    ['is expired', () => token(memberId, { exp: Math.floor(Date.now() / 1000) - 1 })],
    [
      'never expires',
      () => new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setSubject(memberId).sign(secret),
    ],
    [
      'names nobody',
      () => new SignJWT({ exp: inAnHour() }).setProtectedHeader({ alg: 'HS256' }).sign(secret),
    ],
    ['is signed with another secret', () => token(memberId, { key: Buffer.alloc(32, 1) })],
    ['has lost its last character', async () => (await token(memberId)).slice(0, -1)],
    ['is not signed (alg: none)', () => `${unsigned({ alg: 'none' }, memberId)}.`],
    ['is not signed (alg: None)', () => `${unsigned({ alg: 'None' }, memberId)}.`],
    ['has no alg', () => `${unsigned({}, memberId)}.AAAA`],
    ['has an alg that is no string', () => `${unsigned({ alg: ['HS256'] }, memberId)}.AAAA`],
    ['uses another HMAC', () => token(memberId, { alg: 'HS512', key: Buffer.concat([secret, secret]) })],
    [
      'is signed with a foreign key pair',
      async () => token(memberId, { alg: 'RS256', key: (await generateKeyPair('RS256')).privateKey }),
    ],
    ['is for an unknown user', () => token(randomUUID())],
    ['is for something that is no id', () => token("' OR 1=1 --")],
    ['is no JWT', () => 'canary'],
    ['is three dots', () => '...'],
    ['is very long', () => 'x'.repeat(8_000)],
  ])('is refused to a token that %s', async (_, made) => {
    expect((await me(await made()).expect(401)).body.code).toBe('unauthenticated');
  });

  it('is refused to other schemes', async () => {
    await service.anonymous.get('/auth/me').set('Authorization', 'Basic YTpi').expect(401);
    await service.anonymous
      .get('/auth/me')
      .set('Authorization', await token(memberId))
      .expect(401);
    await service.anonymous
      .get('/auth/me')
      .set('Authorization', `bearer ${await token(memberId)}`)
      .expect(200);
  });

  it('follows the role of the users row, not that of the token', async () => {
    await service.anonymous
      .as(await token(memberId, { role: 'admin' }))
      .get('/users')
      .expect(403);
  });

  it('lets admins list and add users, and nobody else', async () => {
    const newcomer = { email: `new.${randomUUID()}@example.com`, name: 'New', password };
    for (const api of [member, viewer]) {
      expect((await api.get('/users').expect(403)).body.code).toBe('forbidden');
      await api.post('/users', newcomer).expect(403);
    }
    const added = await admin.post('/users', newcomer).expect(201);
    expect(added.body).toEqual({
      id: expect.any(String),
      email: newcomer.email,
      name: 'New',
      role: 'member',
      timezone: 'UTC',
    });
    await admin.post('/users', newcomer).expect(409);
  });

  it('lets viewers read and change nothing', async () => {
    await viewer.get('/auth/me').expect(200);
    expect((await viewer.patch('/auth/me', { name: 'Mallory' }).expect(403)).body.code).toBe('forbidden');
  });

  it('lists everybody, page by page, in a stable order', async () => {
    const everybody = (await admin.get('/users?limit=500').expect(200)).body;
    expect(everybody.next_cursor).toBeNull();
    const seen: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { users: unknown[]; next_cursor: string | null } = (
        await admin.get(`/users?limit=2${cursor && `&cursor=${cursor}`}`).expect(200)
      ).body;
      seen.push(...page.users);
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(everybody.users);
    await admin.get('/users?limit=501').expect(400);
    await admin.get('/users?limit=0').expect(400);
    await admin.get('/users?cursor=canary').expect(400);
    await admin.get('/users?sort=name').expect(400);
  });

  it('echoes the request id, also on refusals, and makes one where none is given', async () => {
    const echoed = await member.get('/users').set('X-Request-Id', 'trace-42').expect(403);
    expect([echoed.headers['x-request-id'], echoed.body.request_id]).toEqual(['trace-42', 'trace-42']);
    const made = await member.get('/auth/me').expect(200);
    expect(made.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});
