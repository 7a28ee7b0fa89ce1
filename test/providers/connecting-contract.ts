import {
  MissingScope,
  OAuthFailed,
  ProviderMisconfigured,
  ProviderUnavailable,
  RateLimited,
  ReauthorizationRequired,
} from '../../src/calendars/provider/provider-errors';
import { collect } from './collect';
import { connect, ConnectedAccount, pkce, ROBIN } from './connected-account';
import type { Disturbance, RemoteWorld } from './remote-world';

const READ_ONLY = /^(openid|email|profile|offline_access)$|[./]read(only)?$/i;

/** What a plugin owes who connects accounts. */
export function connectingContract(current: () => RemoteWorld): void {
  const authorization = (): { url: URL; codeVerifier: string } => {
    const { codeVerifier, codeChallenge } = pkce();
    const request = { state: 'the state', codeChallenge };
    return { url: new URL(current().provider.authorizationUrl(request)), codeVerifier };
  };

  it('asks for nothing but read-only scopes', () => {
    const scopes = authorization().url.searchParams.get('scope')?.split(' ') ?? [];
    expect(scopes.length).toBeGreaterThan(1);
    for (const scope of scopes) expect(scope).toMatch(READ_ONLY);
  });

  it('sends the browser with a state and an S256 challenge', () => {
    const { searchParams } = authorization().url;
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      state: 'the state',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
  });

  it('says who granted, and gives tokens that last and can be renewed', async () => {
    await current().addAccount(ROBIN);
    const grant = await connect(current());
    expect(grant).toMatchObject({
      email: ROBIN,
      issuer: expect.stringMatching(/^https:/),
      subject: expect.any(String),
    });
    expect(grant.refreshToken).toEqual(expect.any(String));
    expect(grant.expiresAt.getTime()).toBeGreaterThan(Date.now() + 60_000);
    expect((await connect(current())).subject).toBe(grant.subject);
  });

  it('reads calendars with a renewed token', async () => {
    const { provider } = current();
    const { grant } = await ConnectedAccount.in(current());
    const { accessToken, expiresAt } = await provider.refresh(grant.refreshToken!);
    expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + 60_000);
    await current().setPageSize(1);
    const calendars = await collect(provider.listCalendars({ token: () => Promise.resolve(accessToken) }));
    expect(calendars.map(({ name, primary, timezone }) => [name, primary, timezone])).toEqual(
      expect.arrayContaining([['Team', false, current().zoneless ? null : 'Europe/Berlin']]),
    );
    expect(calendars.filter(({ primary }) => primary)).toHaveLength(1);
  });

  it('says MissingScope when the calendar was unticked', async () => {
    await current().addAccount(ROBIN);
    const { url, codeVerifier } = authorization();
    const code = await current().consent(url.href, { email: ROBIN, withoutCalendar: true });
    await expect(current().provider.exchangeCode({ code, codeVerifier })).rejects.toThrow(MissingScope);
  });

  it('says OAuthFailed for a used code, a made-up one, and one that somebody else began', async () => {
    const { provider } = current();
    await current().addAccount(ROBIN);
    const { url, codeVerifier } = authorization();
    const code = await current().consent(url.href, { email: ROBIN });
    await expect(provider.exchangeCode({ code, codeVerifier: pkce().codeVerifier })).rejects.toThrow(
      OAuthFailed,
    );
    const second = { code: await current().consent(url.href, { email: ROBIN }), codeVerifier };
    await provider.exchangeCode(second);
    await expect(provider.exchangeCode(second)).rejects.toThrow(OAuthFailed);
    await expect(provider.exchangeCode({ code: 'made up', codeVerifier })).rejects.toThrow(OAuthFailed);
  });

  it('says ReauthorizationRequired, after one request, when the user took the consent back', async () => {
    const { grant } = await ConnectedAccount.in(current());
    await current().withdrawConsent(ROBIN);
    const before = await current().countRequests('token');
    await expect(current().provider.refresh(grant.refreshToken!)).rejects.toThrow(ReauthorizationRequired);
    expect(await current().countRequests('token')).toBe(before + 1);
  });

  it.each<[Disturbance, new () => Error]>([
    [{ kind: 'broken' }, ProviderUnavailable],
    [{ kind: 'overloaded' }, ProviderUnavailable],
    [{ kind: 'throttled', retryAfter: '30' }, RateLimited],
    [{ kind: 'client refused' }, ProviderMisconfigured],
    [{ kind: 'reset' }, ProviderUnavailable],
    [{ kind: 'silence' }, ProviderUnavailable],
    [{ kind: 'drip' }, ProviderUnavailable],
    [{ kind: 'far too much' }, ProviderUnavailable],
    [{ kind: 'half an answer' }, ProviderUnavailable],
    [{ kind: 'web page' }, ProviderUnavailable],
    [{ kind: 'wrong types' }, ProviderUnavailable],
  ])('never blames the user for a token endpoint with %j, and asks it once', async (disturbance, error) => {
    const { provider, limits } = current();
    const { grant } = await ConnectedAccount.in(current());
    limits.token.deadlineMs = 150;
    const before = await current().countRequests('token');
    await current().disturb('token', disturbance);
    await expect(provider.refresh(grant.refreshToken!)).rejects.toThrow(error);
    await current().disturb('token', disturbance);
    const { url, codeVerifier } = authorization();
    const code = await current().consent(url.href, { email: ROBIN });
    await expect(provider.exchangeCode({ code, codeVerifier })).rejects.toThrow(error);
    expect(await current().countRequests('token')).toBe(before + 2);
  });

  it('withdraws a grant, and does not mind one that is dead already', async () => {
    const { grant } = await ConnectedAccount.in(current());
    await current().provider.revoke(grant.refreshToken!);
    await current().provider.revoke(grant.refreshToken!);
  });
}
