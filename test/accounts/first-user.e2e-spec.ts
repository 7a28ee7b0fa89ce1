import type { Api } from '../harness/api';
import { type Service, startService } from '../harness/service';

const password = 'correct horse';

describe('Signing up', () => {
  let service: Service;
  afterEach(() => service.close());

  const signUp = (api: Api, email: string) => api.post('/auth/signup', { email, name: 'Robin', password });
  const roles = async () =>
    (await service.sql<{ role: string }>('SELECT role FROM users ORDER BY role')).map(({ role }) => role);

  it('makes exactly one admin of ten who come to an empty deployment at the same time', async () => {
    service = await startService();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) => signUp(service.anonymous, `user${at}@example.com`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(await roles()).toEqual(['admin', ...Array<string>(9).fill('member')]);
  });

  it('gives one account to ten who come with one e-mail at the same time', async () => {
    service = await startService();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => signUp(service.anonymous, 'same@example.com')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
    expect(await roles()).toEqual(['admin']);
  });

  it('is open to the first one alone where it is closed, and an admin adds the others', async () => {
    service = await startService({ SIGNUP: 'closed' });
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, at) => signUp(service.anonymous, `user${at}@example.com`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403, 403]);

    const { body } = await signUp(service.anonymous, 'late@example.com').expect(403);
    expect(body).toMatchObject({ code: 'forbidden', detail: expect.stringContaining('ask an admin') });

    const admin = service.anonymous.as(answers.find(({ status }) => status === 201)!.body.access_token);
    await admin.post('/users', { email: 'late@example.com', name: 'Late', password }).expect(201);
    await service.anonymous.post('/auth/login', { email: 'late@example.com', password }).expect(200);
  });
});
