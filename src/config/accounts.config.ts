import { registerAs } from '@nestjs/config';
import { readEnvironment } from './environment';

/** Who may sign in and how: our own tokens (HS256), those of an external issuer (JWKS), or both. */
export const accountsConfig = registerAs('accounts', () => {
  const env = readEnvironment();
  return {
    jwtSecret: env.JWT_SECRET === undefined ? undefined : Buffer.from(env.JWT_SECRET),
    external:
      env.JWT_JWKS_URL === undefined
        ? undefined
        : { jwksUrl: new URL(env.JWT_JWKS_URL), issuer: env.JWT_ISSUER!, audience: env.JWT_AUDIENCE! },
    signup: env.SIGNUP,
    rateLimits: env.RATE_LIMIT === 'on',
  };
});
