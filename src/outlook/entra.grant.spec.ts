import type { AuthenticationResult } from '@azure/msal-node';
import { MissingScope, ProviderUnavailable } from '../calendars/provider/provider-errors';
import { grantIn, tokensIn } from './entra.grant';

const SOON = Date.now() / 1000 + 3600;
const UNTIL = new Date(1_800_000_000_000);
const CLAIMS = {
  iss: 'https://login.microsoftonline.com/tenant/v2.0',
  aud: 'us',
  exp: SOON,
  tid: 'tenant',
  oid: 'robin',
  preferred_username: 'robin@example.com',
};
const CACHE = JSON.stringify({ RefreshToken: { key: { secret: 'refresh' } } });
const US = { clientId: 'us', loginUrl: 'https://login.microsoftonline.us' };

const answer = (claims: object, changes: object = {}): AuthenticationResult =>
  ({
    accessToken: 'access',
    expiresOn: UNTIL,
    scopes: ['openid', 'Calendars.Read'],
    idTokenClaims: { ...CLAIMS, ...claims },
    ...changes,
  }) as unknown as AuthenticationResult;

describe('A token answer', () => {
  it('says what was granted, by whom, and until when', () => {
    expect(grantIn(answer({}), CACHE, US)).toEqual({
      accessToken: 'access',
      expiresAt: UNTIL,
      refreshToken: CACHE,
      scopes: ['openid', 'Calendars.Read'],
      issuer: 'https://login.microsoftonline.com/tenant/v2.0',
      subject: 'robin',
      email: 'robin@example.com',
    });
  });

  it.each(['https://graph.microsoft.com/calendars.read', 'Calendars.ReadWrite'])(
    'may call its scope %s',
    (scope) => {
      expect(grantIn(answer({}, { scopes: [scope] }), CACHE, US).scopes).toEqual([scope]);
    },
  );

  it('may be signed by a national cloud', () => {
    const iss = 'https://login.microsoftonline.us/tenant/v2.0';
    expect(grantIn(answer({ iss }), CACHE, US).issuer).toBe(iss);
  });

  it.each([
    ['another issuer', { iss: 'https://evil.example/tenant/v2.0' }],
    ['the issuer of another tenant', { tid: 'another' }],
    ['another audience', { aud: 'them' }],
    ['an old token', { exp: SOON - 3600 - 301 }],
    ['no expiry', { exp: undefined }],
    ['no tenant', { tid: undefined }],
    ['no user', { oid: '' }],
    ['no address', { preferred_username: undefined }],
  ])('with %s is not believed', (_, claims) => {
    expect(() => grantIn(answer(claims), CACHE, US)).toThrow(ProviderUnavailable);
  });

  it('prefers an address to a telephone number', () => {
    const phone = { preferred_username: '+4930123456' };
    expect(grantIn(answer({ ...phone, email: 'robin@example.org' }), CACHE, US).email).toBe(
      'robin@example.org',
    );
    expect(grantIn(answer(phone), CACHE, US).email).toBe('+4930123456');
  });

  it.each([
    'Calendars.Read',
    'https://graph.microsoft.com/Calendars.Read',
    'HTTPS://Graph.Microsoft.com/calendars.read',
  ])('knows the calendar as %s', (scope) => {
    expect(grantIn(answer({}, { scopes: ['openid', scope] }), CACHE, US).scopes).toContain(scope);
  });

  it.each([[[]], [['openid', 'Calendars.ReadBasic']], [['User.Read']]])('with %j is of no use', (scopes) => {
    expect(() => grantIn(answer({}, { scopes }), CACHE, US)).toThrow(MissingScope);
  });

  it('brings nothing to renew it with where Microsoft gave nothing', () => {
    expect(tokensIn(answer({}), '{"RefreshToken":{}}')).toEqual({ accessToken: 'access', expiresAt: UNTIL });
  });

  it.each([{ accessToken: '' }, { accessToken: 7 }, { expiresOn: null }, { expiresOn: new Date(NaN) }])(
    '%p is none',
    (changes) => {
      expect(() => tokensIn(answer({}, changes), CACHE)).toThrow(ProviderUnavailable);
    },
  );
});
