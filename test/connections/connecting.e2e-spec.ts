import { createHash } from 'node:crypto';
import type { Api } from '../harness/api';
import { type Callback, consent, type GoogleService, startGoogleService } from '../harness/google-service';
import { newGoogleAccount, requestsOf, storedAccounts } from './people';

const TEN_MINUTES = 10 * 60 * 1000;

describe('Connecting an account', () => {
  let service: GoogleService;
  let robin: Api;
  let email: string;

  beforeAll(async () => {
    service = await startGoogleService();
  });
  beforeEach(async () => {
    robin = await service.signUp('Robin');
    email = await newGoogleAccount(service);
    await service.google.clearRequests();
  });
  afterAll(() => service.close());

  const finish = (user: Api, callback: object): ReturnType<Api['post']> =>
    user.post('/integrations/google/callback', callback);

  async function isRefused(user: Api, callback: object): Promise<void> {
    const before = await storedAccounts(service);
    const { body, headers } = await finish(user, callback).expect(400);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toMatchObject({ status: 400, code: 'invalid_state', detail: expect.any(String) });
    expect(await storedAccounts(service)).toEqual(before);
  }

  it('gives the account and its calendars, and lists it without a token', async () => {
    const { body } = await finish(robin, await consent(service, robin, email)).expect(200);
    expect(body).toEqual({
      status: 'success',
      oauth_account_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      account_email: email,
      calendars: [
        {
          id: email,
          name: email,
          primary: true,
          timezone: 'Europe/Berlin',
          color: null,
          access_role: 'owner',
          selected: false,
        },
      ],
    });
    const { body: list } = await robin.get('/integrations/accounts').expect(200);
    expect(list.accounts).toEqual([
      {
        id: body.oauth_account_id,
        provider: 'google',
        email,
        status: 'active',
        status_detail: null,
        scopes: expect.arrayContaining(['https://www.googleapis.com/auth/calendar.readonly']),
        connected_at: expect.stringMatching(/Z$/),
      },
    ]);
  });

  it('proves itself by PKCE with S256, and the provider checks it', async () => {
    const { body } = await robin.get('/integrations/google/authorize').expect(200);
    const { searchParams } = new URL(body.auth_url);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      state: body.state,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    });
    const { location } = await service.google.authorize({ authUrl: body.auth_url, email });
    const code = new URL(location).searchParams.get('code');
    await finish(robin, { code, state: body.state }).expect(200);
    const { requests } = await service.google.requests({ kind: 'token' });
    const verifier = String(requests[0]?.form.code_verifier);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    expect(challenge).toBe(searchParams.get('code_challenge'));
  });

  it('refuses a code that was given to another authorization', async () => {
    const mine = await consent(service, robin, email);
    const other = await consent(service, robin, email);
    const { body } = await finish(robin, { code: other.code, state: mine.state }).expect(400);
    expect(body.code).toBe('oauth_failed');
    expect(await robin.get('/integrations/accounts')).toMatchObject({ body: { accounts: [] } });
  });

  it('gives every authorization a state, a challenge and a verifier of its own', async () => {
    const begun = await Promise.all(
      Array.from({ length: 5 }, () => robin.get('/integrations/google/authorize').expect(200)),
    );
    const challenges = begun.map(({ body }) => new URL(body.auth_url).searchParams.get('code_challenge'));
    expect(new Set(begun.map(({ body }) => body.state)).size).toBe(5);
    expect(new Set(challenges).size).toBe(5);
  });

  it('keeps neither state nor verifier in clear', async () => {
    const { body } = await robin.get('/integrations/google/authorize').expect(200);
    const rows = await service.sql('SELECT s::text AS text FROM oauth_states s');
    expect(rows.length).toBeGreaterThan(0);
    const text = JSON.stringify(rows);
    expect(text).not.toContain(body.state);
    expect(text).not.toContain(Buffer.from(body.state as string).toString('hex'));
  });

  describe('by a state', () => {
    let callback: Callback;
    beforeEach(async () => {
      callback = await consent(service, robin, email);
    });

    it('that was used refuses', async () => {
      await finish(robin, callback).expect(200);
      await isRefused(robin, callback);
      await isRefused(robin, { ...(await consent(service, robin, email)), state: callback.state });
      expect(await requestsOf(service, 'token')).toBe(1);
    });

    it('that somebody else began refuses, and leaves it to its owner', async () => {
      const mallory = await service.signUp('Mallory');
      await isRefused(mallory, callback);
      expect(await requestsOf(service, 'token')).toBe(0);
      await finish(robin, callback).expect(200);
    });

    it('that was begun at another provider refuses', async () => {
      await service.sql(`UPDATE oauth_states SET provider = 'microsoft'`);
      await isRefused(robin, callback);
      expect(await requestsOf(service, 'token')).toBe(0);
    });

    it('of more than ten minutes ago refuses', async () => {
      const [{ life }] = (await service.sql(
        `SELECT extract(epoch FROM max(expires_at) - now())::float AS life FROM oauth_states`,
      )) as [{ life: number }];
      expect(life).toBeGreaterThan(500);
      expect(life).toBeLessThanOrEqual(600);
      service.clock.advance(TEN_MINUTES);
      await isRefused(robin, callback);
      service.clock.advance(-TEN_MINUTES);
      expect(await requestsOf(service, 'token')).toBe(0);
    });

    it('of almost ten minutes ago is good', async () => {
      service.clock.advance(TEN_MINUTES - 5_000);
      await finish(robin, callback).expect(200);
      service.clock.advance(5_000 - TEN_MINUTES);
    });

    it.each(['x', 'x'.repeat(43), 'x'.repeat(512), "' OR 1=1 --", '{}', '💣'])(
      'that is made up (%s) refuses',
      async (state) => {
        await isRefused(robin, { ...callback, state });
        expect(await requestsOf(service, 'token')).toBe(0);
      },
    );

    it('redeems its code once, however many callbacks arrive', async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, () => finish(robin, callback)));
      const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
      expect(statuses).toEqual([200, ...Array<number>(49).fill(400)]);
      const codes = new Set(answers.filter(({ status }) => status === 400).map(({ body }) => body.code));
      expect(codes).toEqual(new Set(['invalid_state']));
      expect(await requestsOf(service, 'token')).toBe(1);
      expect((await robin.get('/integrations/accounts')).body.accounts).toHaveLength(1);
    });
  });
});
