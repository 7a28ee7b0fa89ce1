import { TokenHabits } from '../simulator/oauth.store';

const DAY = 86_400;

/** Lives: https://learn.microsoft.com/entra/identity-platform/refresh-tokens. Sizes are those of real tokens, about 2 KB. */
export const ENTRA_TOKENS: TokenHabits = {
  code: { prefix: '1.AW8A', randomBytes: 500 },
  accessToken: { prefix: 'EwB4A8l6BAAU', randomBytes: 1200 },
  refreshToken: { prefix: '1.AW8A', randomBytes: 900 },
  codeLifetime: 600,
  refreshTokenLifetime: 90 * DAY,
  refreshTokensPerGrant: Infinity,
};
