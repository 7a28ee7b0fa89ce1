import request from 'supertest';
import { randomUUID } from 'node:crypto';
import { type GoogleService, startGoogleService } from '../harness/google-service';
import { Browser } from './browser';
import { newGoogleAccount } from './people';

describe('The front page, where browsers land without a web app', () => {
  let service: GoogleService;
  beforeAll(async () => {
    service = await startGoogleService({ FRONTEND_URL: '' });
  });
  afterAll(() => service.close());

  const page = async (query: object): Promise<string> => {
    const { text } = await request(service.url)
      .get('/')
      .query(query)
      .expect(200)
      .expect('Content-Type', /html/);
    return /<section[^>]*>([\s\S]*)<\/section>/.exec(text)?.[1] ?? '';
  };

  it('explains each outcome that a callback really has', async () => {
    const robin = await service.signUp('Robin');
    const email = await newGoogleAccount(service);
    const browser = new Browser(service);
    const explained: [string, RegExp][] = [];
    const explain = async (landing: { query: object }, words: RegExp): Promise<void> => {
      explained.push([await page(landing.query), words]);
    };

    await browser.authorize(robin);
    const callback = await browser.decide({ email });
    await explain(await new Browser(service).arrive(callback), /one step is left/i);
    await explain(await browser.arrive(callback), /is connected/);
    await explain(await browser.arrive(callback), /used before|ten minutes/);
    await browser.authorize(robin);
    await explain(await browser.arrive(await browser.decide({ deny: true })), /refused/);
    await browser.authorize(robin);
    await explain(await browser.arrive({ code: 'made up', state: browser.begun.state }), /not accept/);
    await browser.authorize(robin);
    await service.google.addFault({ kind: 'token', effect: { type: 'status', status: 500 } });
    await explain(await browser.arrive(await browser.decide({ email })), /failed to answer/);
    await browser.authorize(robin);
    await service.google.addFault({ kind: 'token', effect: { type: 'status', status: 429 } });
    await explain(await browser.arrive(await browser.decide({ email })), /right now/);

    for (const [text, words] of explained) expect(text).toMatch(words);
    expect(new Set(explained.map(([text]) => text)).size).toBe(7);
  });

  it('shows nothing of the address', async () => {
    const canary = `<img src=x onerror=alert('${randomUUID()}')>`;
    const text = await page({ integration: canary, status: 'error', code: canary, oauth_account_id: canary });
    expect(text).toMatch(/not connected/);
    expect(text).not.toContain('onerror');
  });

  it('keeps a viewer from connecting by the side door, and says so', async () => {
    const admin = await service.signUp('Ada');
    await service.sql(`UPDATE users SET role = 'admin' WHERE name = 'Ada'`);
    const login = { email: `viewer.${randomUUID()}@example.com`, password: 'correct horse' };
    await admin.post('/users', { ...login, name: 'Vic', role: 'viewer' }).expect(201);
    const { body } = await service.anonymous.post('/auth/login', login).expect(200);
    const viewer = service.anonymous.as(body.access_token);

    const browser = new Browser(service);
    await browser.authorize(viewer);
    const landing = await browser.arrive(await browser.decide({ email: await newGoogleAccount(service) }));
    expect(landing.query).toEqual({ integration: 'google', status: 'error', code: 'forbidden' });
    expect(await page(landing.query)).toMatch(/role/);
    expect((await viewer.get('/integrations/accounts').expect(200)).body.accounts).toEqual([]);
  });
});
