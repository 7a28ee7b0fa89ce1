import { MissingScope, ProviderUnavailable } from '../calendars/provider/provider-errors';
import { CALENDAR_SCOPE, grantIn, tokensIn } from './google.grant';

const SOON = Date.now() / 1000 + 3600;
const CLAIMS = {
  iss: 'https://accounts.google.com',
  aud: 'us',
  exp: SOON,
  sub: '1',
  email: 'robin@example.com',
};

const US = { clientId: 'us', authUrl: 'https://consent.example/o/oauth2/v2/auth' };

const jwt = (claims: object): string =>
  `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
const answer = (claims: object, changes: object = {}): object => ({
  access_token: 'access',
  expiry_date: 1_800_000_000_000,
  refresh_token: 'refresh',
  scope: `openid ${CALENDAR_SCOPE}`,
  id_token: jwt({ ...CLAIMS, ...claims }),
  ...changes,
});

describe('A token answer', () => {
  it('says what was granted, by whom, and until when', () => {
    expect(grantIn(answer({}), US)).toEqual({
      accessToken: 'access',
      expiresAt: new Date(1_800_000_000_000),
      refreshToken: 'refresh',
      scopes: ['openid', CALENDAR_SCOPE],
      issuer: 'https://accounts.google.com',
      subject: '1',
      email: 'robin@example.com',
    });
  });

  const auth = (name: string): string => `https://www.googleapis.com/auth/${name}`;

  it.each([
    [['calendar']],
    [['calendar.events.readonly', 'calendar.calendarlist.readonly']],
    [['calendar.events', 'calendar.calendarlist']],
  ])('may grant more than was asked for, or the same in parts: %p', (names) => {
    const scope = names.map(auth).join(' ');
    expect(grantIn(answer({}, { scope }), US).scopes).toEqual(names.map(auth));
  });

  it.each(['', 'openid email', auth('calendar.events'), auth('calendar.calendarlist.readonly')])(
    'does not suffice with the scope "%s"',
    (scope) => expect(() => grantIn(answer({}, { scope }), US)).toThrow(MissingScope),
  );

  it("knows both of Google's names as one issuer", () => {
    expect(grantIn(answer({ iss: 'accounts.google.com', aud: ['us'] }), US).issuer).toBe(
      'https://accounts.google.com',
    );
  });

  it('may be signed where people consent, if that was moved', () => {
    expect(grantIn(answer({ iss: 'https://consent.example' }), US).issuer).toBe(
      'https://accounts.google.com',
    );
  });

  it.each([
    ['another issuer', { iss: 'https://evil.example' }],
    ['another audience', { aud: 'them' }],
    ['an old token', { exp: SOON - 3600 - 301 }],
    ['no expiry', { exp: undefined }],
    ['no subject', { sub: '' }],
    ['no address', { email: undefined }],
  ])('with %s is not believed', (_, claims) => {
    expect(() => grantIn(answer(claims), US)).toThrow(ProviderUnavailable);
  });

  it.each(['', 'a.b.c', 7, undefined, null])('with the id token %p is not believed', (token) => {
    expect(() => grantIn(answer({}, { id_token: token }), US)).toThrow(ProviderUnavailable);
  });

  it('lives with clocks that differ by minutes', () => {
    expect(grantIn(answer({ exp: SOON - 3600 - 200 }), US).subject).toBe('1');
  });

  it('without the calendar is of no use, without scopes is what was asked for', () => {
    expect(() => grantIn(answer({}, { scope: 'openid' }), US)).toThrow(MissingScope);
    expect(grantIn(answer({}, { scope: undefined }), US).scopes).toContain(CALENDAR_SCOPE);
  });

  it.each([
    undefined,
    null,
    'text',
    {},
    { access_token: 7, expiry_date: 1 },
    { access_token: 'a', expiry_date: NaN },
  ])('%p is none', (nonsense) => {
    expect(() => tokensIn(nonsense)).toThrow(ProviderUnavailable);
  });
});
