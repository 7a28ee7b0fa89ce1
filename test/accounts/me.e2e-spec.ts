import { type Service, startService } from '../harness/service';

describe('My account', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  it('has a name and a time zone that I can change, one by one', async () => {
    const robin = await service.signUp('Robin');
    const before = (await robin.get('/auth/me').expect(200)).body;
    expect(before).toEqual({
      id: expect.any(String),
      email: expect.stringMatching(/^robin\./),
      name: 'Robin',
      role: 'admin',
      timezone: 'UTC',
    });
    await robin
      .patch('/auth/me', { timezone: 'Europe/Berlin' })
      .expect(200, { ...before, timezone: 'Europe/Berlin' });
    const after = { ...before, name: 'Rob', timezone: 'Europe/Berlin' };
    await robin.patch('/auth/me', { name: 'Rob' }).expect(200, after);
    await robin.patch('/auth/me', {}).expect(200, after);
    await robin.get('/auth/me').expect(200, after);
  });

  it.each([['Mars/Olympus'], ['+02:00'], ['']])('knows no time zone "%s"', async (timezone) => {
    const robin = await service.signUp();
    const { body } = await robin.patch('/auth/me', { timezone }).expect(400);
    expect(body.errors).toEqual([{ pointer: '/timezone', detail: expect.any(String) }]);
  });

  it('has an e-mail and a role that I cannot change', async () => {
    const robin = await service.signUp();
    await robin.patch('/auth/me', { role: 'admin' }).expect(400);
    await robin.patch('/auth/me', { email: 'other@example.com' }).expect(400);
  });
});
