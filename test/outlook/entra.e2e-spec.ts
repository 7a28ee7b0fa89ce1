import { Logger } from '@nestjs/common';
import { inspect } from 'node:util';
import {
  OAuthFailed,
  ProviderMisconfigured,
  ProviderUnavailable,
  RateLimited,
  ReauthorizationRequired,
} from '../../src/calendars/provider/provider-errors';
import { collect } from '../providers/collect';
import { connect, ConnectedAccount, pkce, ROBIN } from '../providers/connected-account';
import { type MicrosoftWorld, startMicrosoftWorld } from '../providers/microsoft-world';

describe('Grants of Microsoft Entra', () => {
  let outlook: MicrosoftWorld;
  beforeAll(async () => {
    outlook = await startMicrosoftWorld();
    Logger.overrideLogger(false);
  });
  beforeEach(async () => {
    await outlook.reset();
    await outlook.addAccount(ROBIN);
  });
  afterAll(() => outlook.close());

  const tokenRequests = async (): Promise<Record<string, unknown>[]> =>
    (await outlook.control.requests({ kind: 'token' })).requests.map(({ form }) => form);
  const secretIn = (cache: string): string => {
    const { RefreshToken } = JSON.parse(cache) as { RefreshToken: Record<string, { secret: string }> };
    return Object.values(RefreshToken)[0]!.secret;
  };
  const refuse = (reason: string, status = 400, headers = {}): Promise<unknown> =>
    outlook.control.addFault({ kind: 'token', effect: { type: 'status', status, reason, headers } });

  it('are asked for on the page of the tenant, where people choose their account', () => {
    const url = new URL(outlook.provider.authorizationUrl({ state: 's', codeChallenge: 'c' }));
    expect(url.pathname).toBe('/common/oauth2/v2.0/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: expect.any(String),
      redirect_uri: 'http://localhost:3000/callback',
      response_type: 'code',
      response_mode: 'query',
      scope: 'openid profile email offline_access Calendars.Read',
      prompt: 'select_account',
      state: 's',
      code_challenge: 'c',
      code_challenge_method: 'S256',
    });
  });

  it('say who it is by tenant and object, and need nothing but the token endpoint', async () => {
    const { accounts } = await outlook.control.seedAccounts({ accounts: [{ email: ROBIN }] });
    const { tenantId, oid } = accounts[0]!;
    const grant = await connect(outlook);
    expect(grant).toMatchObject({
      issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
      subject: oid,
      email: ROBIN,
      scopes: expect.arrayContaining(['Calendars.Read']),
    });
    await outlook.provider.refresh(grant.refreshToken!);
    const { counts } = await outlook.control.requests();
    expect(counts).toMatchObject({ token: 2 });
    expect(counts).not.toHaveProperty('metadata');
  });

  it.each(['plain', 'prefixed', 'mixedCase'] as const)(
    'know scopes that are spelled %s',
    async (spelling) => {
      await outlook.control.settings({ scopeSpelling: spelling });
      expect((await connect(outlook)).refreshToken).toBeDefined();
    },
  );

  it('bring nothing to renew them with when Entra gives nothing', async () => {
    await outlook.control.settings({ withholdRefreshToken: true });
    expect((await connect(outlook)).refreshToken).toBeUndefined();
  });

  it('are renewed with the newest refresh token, each time with a request', async () => {
    const { refreshToken: first, accessToken } = await connect(outlook);
    const { refreshToken: second, ...renewed } = await outlook.provider.refresh(first!);
    const { refreshToken: third } = await outlook.provider.refresh(second!);
    expect(renewed.accessToken).not.toBe(accessToken);
    const [a, b, c] = [first, second, third].map((cache) => secretIn(cache!));
    expect(new Set([a, b, c]).size).toBe(3);
    expect((await tokenRequests()).map(({ refresh_token }) => refresh_token)).toEqual([undefined, a, b]);
  });

  it('keep the refresh token that Entra does not replace', async () => {
    await outlook.control.settings({ rotateRefreshTokens: false });
    const { refreshToken } = await connect(outlook);
    const renewed = await outlook.provider.refresh(refreshToken!);
    expect(secretIn(renewed.refreshToken!)).toBe(secretIn(refreshToken!));
  });

  it('that two processes renew at once stay good for both', async () => {
    const { refreshToken } = await connect(outlook);
    const both = await Promise.all([1, 2].map(() => outlook.provider.refresh(refreshToken!)));
    for (const each of both) await outlook.provider.refresh(each.refreshToken!);
  });

  it.each(['{}', 'nonsense', '', '{"RefreshToken":{"key":7}}'])(
    'cannot be renewed with %j, which takes no request to know',
    async (cache) => {
      await expect(outlook.provider.refresh(cache)).rejects.toThrow(ReauthorizationRequired);
      expect(await tokenRequests()).toEqual([]);
    },
  );

  it('die of disuse, and say so', async () => {
    const { refreshToken } = await connect(outlook);
    await outlook.control.expireRefreshTokens({ email: ROBIN });
    await expect(outlook.provider.refresh(refreshToken!)).rejects.toThrow(/not used for too long/);
  });

  it.each<[string, number, new () => Error, new () => Error]>([
    ['AADSTS50173', 400, OAuthFailed, ReauthorizationRequired],
    ['AADSTS700082', 400, OAuthFailed, ReauthorizationRequired],
    ['AADSTS70008', 400, OAuthFailed, ReauthorizationRequired],
    ['AADSTS65001', 400, OAuthFailed, ReauthorizationRequired],
    ['AADSTS90094', 400, OAuthFailed, ReauthorizationRequired],
    ['AADSTS50076', 400, OAuthFailed, ReauthorizationRequired],
    ['AADSTS53003', 400, OAuthFailed, ReauthorizationRequired],
    ['AADSTS50196', 400, ProviderUnavailable, ProviderUnavailable],
    ['AADSTS90033', 503, ProviderUnavailable, ProviderUnavailable],
    ['AADSTS90055', 429, RateLimited, RateLimited],
    ['AADSTS7000215', 401, ProviderMisconfigured, ProviderMisconfigured],
    ['AADSTS7000222', 401, ProviderMisconfigured, ProviderMisconfigured],
    ['AADSTS700016', 400, ProviderMisconfigured, ProviderMisconfigured],
    ['AADSTS7000112', 400, ProviderMisconfigured, ProviderMisconfigured],
  ])(
    'refused with %s (%i) are %p at first, %p later, and forgotten at once',
    async (reason, status, exchanging, refreshing) => {
      const { refreshToken } = await connect(outlook);
      const { codeVerifier, codeChallenge } = pkce();
      const url = outlook.provider.authorizationUrl({ state: 's', codeChallenge });
      await refuse(reason, status);
      const code = await outlook.consent(url, { email: ROBIN });
      await expect(outlook.provider.exchangeCode({ code, codeVerifier })).rejects.toThrow(exchanging);
      await refuse(reason, status);
      await expect(outlook.provider.refresh(refreshToken!)).rejects.toThrow(refreshing);
      // MSAL would remember a refusal for a minute, and ask nothing.
      await outlook.provider.refresh(refreshToken!);
    },
  );

  it('are throttled for as long as Entra says', async () => {
    const { refreshToken } = await connect(outlook);
    await refuse('AADSTS90055', 429, { 'retry-after': '30' });
    await expect(outlook.provider.refresh(refreshToken!)).rejects.toMatchObject({ retryAfterSeconds: 30 });
  });

  it('tell nothing of what they carry when they are refused', async () => {
    const { refreshToken } = await connect(outlook);
    const errors: unknown[] = [];
    for (const reason of ['AADSTS50076', 'AADSTS7000215', 'AADSTS90033']) {
      await refuse(reason);
      errors.push(await outlook.provider.refresh(refreshToken!).catch((error: unknown) => error));
    }
    const text = inspect(errors, { depth: 12, showHidden: true, maxStringLength: null });
    for (const secret of [secretIn(refreshToken!), 'AADSTS', 'Trace ID', 'capolids', ROBIN]) {
      expect(text).not.toContain(secret);
    }
  });

  it('end without a request, for Entra has none', async () => {
    const { refreshToken } = await connect(outlook);
    const before = (await outlook.control.requests()).requests.length;
    await outlook.provider.revoke();
    expect((await outlook.control.requests()).requests).toHaveLength(before);
    await outlook.provider.refresh(refreshToken!);
  });

  it('of an account without a mailbox in the cloud list nothing, and say why', async () => {
    const email = 'on-premises@berger-consulting.example';
    await outlook.control.seedAccounts({ accounts: [{ email, hasMailbox: false }] });
    const robin = await ConnectedAccount.in(outlook);
    const { codeVerifier, codeChallenge } = pkce();
    const url = outlook.provider.authorizationUrl({ state: 's', codeChallenge });
    const code = await outlook.consent(url, { email });
    const { accessToken } = await outlook.provider.exchangeCode({ code, codeVerifier });
    const listing = outlook.provider.listCalendars({ token: () => Promise.resolve(accessToken) });
    await expect(collect(listing)).rejects.toThrow(/no mailbox in the cloud/);
    expect(robin.grant.email).toBe(ROBIN);
  });
});
