import type { Api } from '../harness/api';
import { type GoogleService, startGoogleService } from '../harness/google-service';
import { Browser } from './browser';
import { newGoogleAccount } from './people';

const PUBLIC = 'http://localhost:3000';
const FRONTEND = 'https://app.billops.example';

describe('return_to', () => {
  let service: GoogleService;
  let robin: Api;
  let email: string;

  beforeAll(async () => {
    service = await startGoogleService({ PUBLIC_URL: PUBLIC, FRONTEND_URL: FRONTEND });
    robin = await service.signUp('Robin');
    email = await newGoogleAccount(service);
  });
  afterAll(() => service.close());

  it.each([
    ['no scheme', '//evil'],
    ['no scheme, but our host', '//localhost:3000/'],
    ['a path', '/settings'],
    ['a slash and a backslash', '/\\evil'],
    ['backslashes', '\\\\evil'],
    ['a scheme without slashes', 'https:evil'],
    ['a scheme without slashes, and our host', 'https:app.billops.example'],
    ['one slash', 'https:/evil.example'],
    ['three slashes', 'https:///evil.example'],
    ['our host as user', 'http://localhost:3000@evil.example'],
    ['our host as user, encoded', 'http://localhost%3A3000@evil.example'],
    ['our host and a backslash before @', 'http://localhost:3000\\@evil.example'],
    ['a user at our host', 'http://robin@localhost:3000/'],
    ['user and password at our host', 'http://robin:pw@localhost:3000/'],
    ['a Cyrillic letter in our host', 'https://аpp.billops.example/'],
    ['fullwidth letters in our host', 'https://ａｐｐ.billops.example/'],
    ['an ideographic full stop', 'https://app.billops。example/'],
    ['a slash that is none', 'https://evil.example⁄app.billops.example/'],
    ['data:', 'data:text/html,<script>alert(1)</script>'],
    ['javascript:', 'javascript:alert(1)'],
    ['javascript: with our host', 'javascript://localhost:3000/%0aalert(1)'],
    ['blob: of our origin', 'blob:http://localhost:3000/6f1c'],
    ['file:', 'file:///etc/passwd'],
    ['ftp: at our host', 'ftp://localhost:3000/'],
    ['a tab inside', 'http://local\thost:3000/'],
    ['a tab in the scheme', 'java\tscript:alert(1)'],
    ['a newline inside', 'http://localhost:3000/\n//evil.example'],
    ['a carriage return and a header', 'http://localhost:3000/\r\nLocation: https://evil.example'],
    ['a space before', ' http://localhost:3000/'],
    ['another port', 'http://localhost:3001/'],
    ['no port', 'http://localhost/'],
    ['another scheme', 'https://localhost:3000/'],
    ['a subdomain', 'https://evil.app.billops.example/'],
    ['our host as a subdomain', 'https://app.billops.example.evil.example/'],
    ['a longer host', 'https://app.billops.exampleevil.com/'],
    ['the parent domain', 'https://billops.example/'],
    ['a dot at the end', 'https://app.billops.example./'],
    ['another name for this machine', 'http://127.0.0.1:3000/'],
    ['nothing', ''],
    ['too much', `${FRONTEND}/${'a'.repeat(2000)}`],
  ])('with %s is refused', async (_, returnTo) => {
    const before = await service.sql('SELECT count(*) FROM oauth_states');
    const { body } = await robin
      .get(`/integrations/google/authorize?return_to=${encodeURIComponent(returnTo)}`)
      .expect(400);
    expect(body).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/return_to' }] });
    expect(await service.sql('SELECT count(*) FROM oauth_states')).toEqual(before);
  });

  it('given twice, or as something else than text, is refused', async () => {
    const encoded = encodeURIComponent(FRONTEND);
    for (const query of [`return_to=${encoded}&return_to=${encoded}`, `return_to[a]=${encoded}`]) {
      await robin.get(`/integrations/google/authorize?${query}`).expect(400);
    }
  });

  it.each([
    ['the web app', FRONTEND, `${FRONTEND}/`],
    ['a page of it', `${FRONTEND}/settings/calendars`, `${FRONTEND}/settings/calendars`],
    ['its default port', `${FRONTEND}:443/settings`, `${FRONTEND}/settings`],
    ['other case', 'HTTPS://APP.billops.EXAMPLE/Settings', `${FRONTEND}/Settings`],
    ['a path that looks like a host', `${FRONTEND}//evil.example`, `${FRONTEND}//evil.example`],
    ['a path with an @', `${FRONTEND}/@evil.example`, `${FRONTEND}/@evil.example`],
    ['encoded letters', `${FRONTEND}/b%C3%BCro`, `${FRONTEND}/b%C3%BCro`],
    ['the service itself', `${PUBLIC}/`, `${PUBLIC}/`],
  ])('to %s works', async (_, returnTo, page) => {
    const browser = new Browser(service);
    await browser.authorize(robin, returnTo);
    const landing = await browser.arrive(await browser.decide({ email }));
    expect(landing).toMatchObject({ page, query: { status: 'connected' } });
  });

  it('keeps an address in its query to itself', async () => {
    const browser = new Browser(service);
    await browser.authorize(robin, `${FRONTEND}/?next=https://evil.example`);
    const landing = await browser.arrive(await browser.decide({ email }));
    expect(landing).toMatchObject({ origin: FRONTEND, query: { next: 'https://evil.example' } });
  });
});

describe('The cookie of the browser that begins', () => {
  const ATTRIBUTES =
    /^billops_oauth=[\w-]{43}; Max-Age=600; Path=\/api\/v1\/integrations; Expires=[^;]+; HttpOnly/;
  let service: GoogleService;
  afterEach(() => service.close());

  async function cookieFor(publicUrl: string): Promise<string> {
    service = await startGoogleService({ PUBLIC_URL: publicUrl, FRONTEND_URL: '' });
    const browser = new Browser(service);
    await browser.authorize(await service.signUp('Robin'));
    return browser.setCookie;
  }

  it('is HttpOnly and SameSite=Lax, and Secure when we are reached by https', async () => {
    const cookie = await cookieFor('https://billops.example');
    expect(cookie).toMatch(ATTRIBUTES);
    expect(cookie).toMatch(/; Secure; SameSite=Lax$/);
  });

  it('is not Secure on plain http, where a browser would not send it', async () => {
    const cookie = await cookieFor('http://localhost:3000');
    expect(cookie).toMatch(ATTRIBUTES);
    expect(cookie).toMatch(/; SameSite=Lax$/);
    expect(cookie).not.toMatch(/Secure/);
  });
});
