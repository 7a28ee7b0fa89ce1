import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { Api } from '../harness/api';
import { type Service, startService } from '../harness/service';

const password = 'correct horse';

/** Every body of this room: a good example, made anew each time. */
const BODIES: [string, string, () => Record<string, unknown>][] = [
  ['post', '/auth/signup', () => ({ email: `${randomUUID()}@example.com`, password, name: 'Robin' })],
  ['post', '/auth/login', () => ({ email: 'known@example.com', password })],
  ['post', '/auth/refresh', () => ({ refresh_token: 'x'.repeat(43) })],
  ['patch', '/auth/me', () => ({ name: 'Robin', timezone: 'Europe/Berlin' })],
  [
    'post',
    '/users',
    () => ({ email: `${randomUUID()}@example.com`, password, name: 'Robin', role: 'member' }),
  ],
];

/** Texts that no field may take for a value; the placeholder is replaced in the raw JSON. */
const HOSTILE_VALUES: [string, string][] = [
  ['null', 'null'],
  ['a number', '1'],
  ['a number out of range', '1e309'],
  ['true', 'true'],
  ['a list', '["a"]'],
  ['an object', '{"$ne":null}'],
  ['an object that passes for text', '{"length":10,"toString":"x"}'],
  ['a NUL', '"a\\u0000bcdefgh"'],
  ['half a character', '"a\\ud800bcdefgh"'],
  ['250 kB of text', JSON.stringify('x'.repeat(250_000))],
  ['250 kB of text that looks like an e-mail', JSON.stringify(`${'a.'.repeat(125_000)}@example.com`)],
  ['1 MB of text', JSON.stringify('x'.repeat(1_000_000))],
];

const FIELD_ERROR = { pointer: expect.any(String), detail: expect.any(String) };

describe('Hostile input', () => {
  let service: Service;
  let admin: Api;
  beforeAll(async () => {
    service = await startService();
    admin = await service.signUp('Ada');
    await admin.post('/users', { email: 'known@example.com', password, name: 'Known' }).expect(201);
  });
  afterAll(() => service.close());

  const send = (method: string, path: string, body: string, type = 'application/json') =>
    (method === 'post'
      ? request(service.url).post(`/api/v1${path}`)
      : request(service.url).patch(`/api/v1${path}`)
    )
      .set('Authorization', `Bearer ${admin.token}`)
      .set('Content-Type', type)
      .set('X-Request-Id', 'trace-42')
      .serialize((text: unknown) => text as string)
      .send(body);

  async function refuses(
    method: string,
    path: string,
    body: string,
    allowed = [400],
    type?: string,
  ): Promise<void> {
    const answer = await send(method, path, body, type);
    expect({
      status: answer.status,
      type: answer.headers['content-type'],
      id: answer.headers['x-request-id'],
      body: answer.body,
    }).toEqual({
      status: allowed.includes(answer.status) ? answer.status : allowed,
      type: expect.stringContaining('application/problem+json'),
      id: 'trace-42',
      body: expect.objectContaining({
        status: answer.status,
        code: expect.any(String),
        request_id: 'trace-42',
        ...(answer.status === 400 && { errors: expect.arrayContaining([FIELD_ERROR]) }),
      }),
    });
  }

  describe.each(BODIES)('%s %s', (method, path, example) => {
    const fields = Object.keys(example());
    const values = fields.flatMap((field) =>
      HOSTILE_VALUES.map(([name, json]): [string, string, string] => [field, name, json]),
    );

    it.each(values)('refuses as %s %s', async (field, _, json) => {
      const body = JSON.stringify({ ...example(), [field]: 'PLACEHOLDER' }).replace(
        '"PLACEHOLDER"',
        () => json,
      );
      await refuses(method, path, body, body.length > 256 * 1024 ? [413] : [400]);
    });

    it('refuses unknown fields', async () => {
      await refuses(method, path, JSON.stringify({ ...example(), is_admin: true }));
      await refuses(method, path, JSON.stringify({ ...example(), passwordHash: 'x' }));
    });

    it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
      'refuses "%s"',
      async (name) => {
        const body = JSON.stringify(example());
        await refuses(method, path, `${body.slice(0, -1)},"${name}":{"role":"admin"}}`);
        await refuses(method, path, `${body.slice(0, -1)},"${name}":null}`);
      },
    );

    it.each([
      ['an empty list', '[]'],
      ['a list of bodies', `[${JSON.stringify(example())}]`],
      ['a text', '"text"'],
      ['null', 'null'],
      ['a number', '1'],
      ['half a document', '{"email":'],
      ['no UTF-8', '{"email":"\ud800"}'],
      ['deep nesting', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
      ['deep lists', `{"email":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
    ])('refuses %s as a body', async (_, body) => refuses(method, path, body));

    it('refuses other types with 415', async () => {
      const body = JSON.stringify(example());
      await refuses(method, path, body, [415], 'text/plain');
      await refuses(method, path, 'email=a', [415], 'application/x-www-form-urlencoded');
    });

    it('refuses other charsets and encodings', async () => {
      await refuses(method, path, JSON.stringify(example()), [415], 'application/json; charset=canary');
      const encoded = await send(method, path, JSON.stringify(example())).set('Content-Encoding', 'canary');
      expect(encoded.status).toBe(415);
    });
  });

  it('refuses a missing field, and points at it', async () => {
    const answer = await service.anonymous.post('/auth/signup', { email: 'x@example.com' }).expect(400);
    const pointers = new Set(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer));
    expect(pointers).toEqual(new Set(['/password', '/name']));
  });

  it.each([
    ['a NUL', '"a\\u0000b"', '/name'],
    ['half a character', '"a\\ud800"', '/name'],
    ['a number out of range', '{"~a/b":[1,1e309]}', '/name/~0a~1b/1'],
    ['what objects inherit', '{"toString":"x"}', '/name/toString'],
    ['nothing but blanks', '" \\t\\u00a0"', '/name'],
  ])('points at %s', async (_, json, pointer) => {
    const answer = await send('patch', '/auth/me', `{"name":${json}}`);

    expect(answer.body).toMatchObject({ code: 'validation_failed', errors: [{ pointer }] });
  });

  it('takes any password that is long enough', async () => {
    const email = `${randomUUID()}@example.com`;
    await service.anonymous.post('/auth/signup', { email, password: ' '.repeat(8), name: 'Bo' }).expect(201);
    await service.anonymous.post('/auth/login', { email, password: ' '.repeat(8) }).expect(200);
  });

  it.each([
    'limit=1e309',
    'limit=canary',
    'limit=-1',
    'limit=1.5',
    'limit=1&limit=2',
    'limit[]=1',
    'limit[a]=1',
    'cursor=%00',
    'cursor[]=a',
    `cursor=${'x'.repeat(5_000)}`,
    '__proto__[a]=1',
    '__proto__=1',
    'toString=1',
    'constructor=1',
    'unknown=1',
  ])('refuses ?%s', async (query) => {
    const answer = await admin.get(`/users?${query}`).expect(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('refuses an address that cannot be decoded', async () => {
    const answer = await service.anonymous.get('/auth/%E0%A4%A').set('X-Request-Id', 'trace-42');
    expect([answer.status, answer.headers['x-request-id']]).toEqual([400, 'trace-42']);
  });
});
