import { TokenHabits } from '../simulator/oauth.store';

/** Bot tokens do not expire as long as the app keeps token rotation off. */
export const SLACK_TOKENS: TokenHabits = {
  code: { prefix: '', randomBytes: 48 },
  accessToken: { prefix: 'xoxb-', randomBytes: 36 },
  refreshToken: { prefix: 'xoxe-1-', randomBytes: 48 },
  codeLifetime: 600,
  refreshTokenLifetime: Infinity,
  refreshTokensPerGrant: 1,
};
