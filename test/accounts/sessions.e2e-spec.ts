import { type Service, startService } from '../harness/service';

describe('Sessions', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  it('signs up, says who I am, and signs in again', async () => {
    const newcomer = { email: 'Robin@Example.com', name: 'Robin', password: 'correct horse' };
    const signup = await service.anonymous.post('/auth/signup', newcomer).expect(201);
    expect(signup.body).toEqual({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      token_type: 'bearer',
      expires_in: 3600,
    });

    const me = await service.anonymous.as(signup.body.access_token).get('/auth/me').expect(200);
    expect(me.body).toEqual({
      id: expect.any(String),
      email: 'robin@example.com',
      name: 'Robin',
      role: 'admin',
      timezone: 'UTC',
    });

    const { email, password } = newcomer;
    const login = await service.anonymous.post('/auth/login', { email, password }).expect(200);
    await service.anonymous.as(login.body.access_token).get('/auth/me').expect(200);
  });
});
