import { registerAs } from '@nestjs/config';
import { withoutSlash } from './base-address';
import { readEnvironment } from './environment';

/** Our OAuth client at Google, and Google's addresses. `missing` names the variables without a value. */
export const googleConfig = registerAs('google', () => {
  const env = readEnvironment();
  const own = ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET', 'GOOGLE_REDIRECT_URI'] as const;
  return {
    missing: own.filter((name) => env[name] === undefined),
    clientId: env.GOOGLE_CLIENT_ID ?? '',
    clientSecret: env.GOOGLE_CLIENT_SECRET ?? '',
    redirectUri: env.GOOGLE_REDIRECT_URI ?? '',
    authUrl: env.GOOGLE_AUTH_URL,
    tokenUrl: env.GOOGLE_TOKEN_URL,
    revokeUrl: env.GOOGLE_REVOKE_URL,
    apiUrl: withoutSlash(env.GOOGLE_API_URL),
  };
});
