import { TokenHabits } from '../simulator/oauth.store';

/** https://developers.google.com/identity/protocols/oauth2#expiration */
export const GOOGLE_TOKENS: TokenHabits = {
  code: { prefix: '4/0A', randomBytes: 32 },
  accessToken: { prefix: 'ya29.a0', randomBytes: 80 },
  refreshToken: { prefix: '1//0', randomBytes: 48 },
  codeLifetime: 600,
  refreshTokenLifetime: Infinity,
  refreshTokensPerGrant: 100,
};
