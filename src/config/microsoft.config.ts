import { registerAs } from '@nestjs/config';
import { withoutSlash } from './base-address';
import { readEnvironment } from './environment';

/** Our application at Microsoft Entra, and Microsoft's addresses. `missing` names the variables without a value. */
export const microsoftConfig = registerAs('microsoft', () => {
  const env = readEnvironment();
  const own = ['MICROSOFT_CLIENT_ID', 'MICROSOFT_CLIENT_SECRET', 'MICROSOFT_REDIRECT_URI'] as const;
  return {
    missing: own.filter((name) => env[name] === undefined),
    clientId: env.MICROSOFT_CLIENT_ID ?? '',
    clientSecret: env.MICROSOFT_CLIENT_SECRET ?? '',
    redirectUri: env.MICROSOFT_REDIRECT_URI ?? '',
    /** `common`, `organizations`, `consumers`, or one tenant. */
    tenant: env.MICROSOFT_TENANT_ID,
    loginUrl: withoutSlash(env.MICROSOFT_LOGIN_URL),
    graphUrl: withoutSlash(env.MICROSOFT_GRAPH_URL),
  };
});
