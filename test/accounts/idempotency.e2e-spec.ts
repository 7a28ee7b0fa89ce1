import { randomUUID } from 'node:crypto';
import type { Api } from '../harness/api';
import { type Service, startService } from '../harness/service';

describe('Idempotency-Key', () => {
  let service: Service;
  let admin: Api;
  beforeAll(async () => {
    service = await startService();
    admin = await service.signUp('Ada');
  });
  afterAll(() => service.close());

  const aUser = () => ({ email: `${randomUUID()}@example.com`, name: 'New', password: 'correct horse' });
  const add = (key: string, user: object, api = admin) =>
    api.post('/users', user).set('Idempotency-Key', key);
  const accountsOf = ({ email }: { email: string }) =>
    service.sql('SELECT 1 FROM users WHERE email = $1', [email]);
  const age = (key: string, interval: string) =>
    service.sql(`UPDATE idempotency_keys SET created_at = now() - interval '${interval}' WHERE key = $1`, [
      key,
    ]);

  it('gives the first answer again, word for word, without a second effect', async () => {
    const [key, user] = [randomUUID(), aUser()];
    const first = await add(key, user).expect(201);
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    const again = await add(key, user).expect(201);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.text).toBe(first.text);
    expect(await accountsOf(user)).toHaveLength(1);
  });

  it('refuses the same key with another body', async () => {
    const key = randomUUID();
    await add(key, aUser()).expect(201);
    const other = aUser();
    expect((await add(key, other).expect(422)).body.code).toBe('idempotency_key_reused');
    expect(await accountsOf(other)).toHaveLength(0);
  });

  it('has one effect for twenty that arrive at the same time', async () => {
    const [key, user] = [randomUUID(), aUser()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => add(key, user)));
    const created = answers.filter(({ status }) => status === 201);
    const waiting = answers.filter(({ status }) => status === 409);
    expect(created.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1);
    expect(new Set(created.map(({ text }) => text)).size).toBe(1);
    expect(created.length + waiting.length).toBe(20);
    expect(new Set(waiting.map(({ body }) => body.detail)).size).toBeLessThanOrEqual(1);
    expect(await accountsOf(user)).toHaveLength(1);
    await add(key, user).expect(201);
  });

  it('answers 409 while the first request is in flight, until its mark dies after 60 seconds', async () => {
    const [key, user] = [randomUUID(), aUser()];
    await add(key, user).expect(201);
    await service.sql(`UPDATE idempotency_keys SET status = NULL, answer = NULL WHERE key = $1`, [key]);
    await service.sql('DELETE FROM users WHERE email = $1', [user.email]);

    await age(key, '59 seconds');
    expect((await add(key, user).expect(409)).body.code).toBe('conflict');
    await age(key, '61 seconds');
    await add(key, user).expect(201);
    expect((await add(key, user).expect(201)).headers['idempotency-replayed']).toBe('true');
  });

  it('frees the key when the request fails', async () => {
    const key = randomUUID();
    await add(key, { email: 'unusable' }).expect(400);
    const user = aUser();
    await add(key, user).expect(201);

    const taken = randomUUID();
    await add(taken, user).expect(409);
    await add(taken, aUser()).expect(201);
  });

  it('belongs to one user', async () => {
    const other = aUser();
    await admin.post('/users', { ...other, role: 'admin' }).expect(201);
    const { email, password } = other;
    const login = await service.anonymous.post('/auth/login', { email, password }).expect(200);
    const key = randomUUID();
    await add(key, aUser()).expect(201);
    const answer = await add(key, aUser(), admin.as(login.body.access_token)).expect(201);
    expect(answer.headers['idempotency-replayed']).toBeUndefined();
  });

  it('is forgotten after 24 hours', async () => {
    const [key, other] = [randomUUID(), aUser()];
    await add(key, aUser()).expect(201);
    await age(key, '25 hours');
    const answer = await add(key, other).expect(201);
    expect(answer.headers['idempotency-replayed']).toBeUndefined();
  });

  it('has 1 to 255 characters', async () => {
    await add('k'.repeat(255), aUser()).expect(201);
    expect((await add('k'.repeat(256), aUser()).expect(400)).body.code).toBe('validation_failed');
    await add('', aUser()).expect(400);
  });

  it('is not needed, and means nothing where nothing is created', async () => {
    await admin.post('/users', aUser()).expect(201);
    const key = randomUUID();
    await admin.patch('/auth/me', { name: 'One' }).set('Idempotency-Key', key).expect(200);
    await admin.patch('/auth/me', { name: 'Two' }).set('Idempotency-Key', key).expect(200);
    const user = aUser();
    await service.anonymous.post('/auth/signup', user).set('Idempotency-Key', key).expect(201);
    await service.anonymous.post('/auth/signup', user).set('Idempotency-Key', key).expect(409);
  });

  it('leaves nothing of a password behind, not even a plain hash', async () => {
    const user = aUser();
    await add(randomUUID(), user).expect(201);
    const [{ plain } = { plain: '?' }] = await service.sql(
      `SELECT count(*) FILTER (WHERE body_hash = sha256(convert_to($1, 'UTF8')))::int AS plain FROM idempotency_keys`,
      [JSON.stringify(user)],
    );
    expect(plain).toBe(0);
  });
});
