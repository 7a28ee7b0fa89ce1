import { join } from 'node:path';
import { SANDBOX_CLIENT } from './google/google.simulator';
import { SANDBOX_APP } from './microsoft/microsoft.simulator';
import type { Secrets } from './secrets';
import { projectRoot } from './servers/project-root';
import { ServerProcess } from './servers/server-process';

/** What the service is started with. */
export interface ServiceSetting {
  port: number;
  databaseUrl: string;
  redisUrl: string;
  secrets: Secrets;
  logFile: string;
  /** The simulators' addresses. */
  googleUrl: string;
  microsoftUrl: string;
}

/** The service's address, as browsers know it. */
export function addressOf(port: number): string {
  return `http://localhost:${port}`;
}

/** Where a provider sends browsers back to: the simulator has to know it, as the real one does. */
export function redirectUriFor(slug: string, port: number): string {
  return `${addressOf(port)}/api/v1/integrations/${slug}/callback`;
}

/** Starts the built service as production does, and waits until it is ready. */
export async function startService(setting: ServiceSetting): Promise<ServerProcess> {
  const ready = `http://127.0.0.1:${setting.port}/health/ready`;
  return ServerProcess.start({
    name: 'The service',
    command: process.execPath,
    args: ['--enable-source-maps', join(projectRoot(), 'dist', 'src', 'main.js')],
    // Variables that are set in the terminal, such as LOG_LEVEL or FRONTEND_URL, reach the service.
    env: { ...process.env, ...environmentOf(setting) },
    logFile: setting.logFile,
    isReady: () =>
      fetch(ready, { signal: AbortSignal.timeout(2_000) }).then(
        ({ ok }) => ok,
        () => false,
      ),
    ifOrphaned: { signal: 'KILL' },
  });
}

function environmentOf(setting: ServiceSetting): Record<string, string> {
  const { port, databaseUrl, redisUrl, secrets, googleUrl, microsoftUrl } = setting;
  return {
    PORT: String(port),
    LISTEN_HOST: '127.0.0.1',
    PUBLIC_URL: addressOf(port),
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    JWT_SECRET: secrets.jwtSecret,
    TOKEN_ENCRYPTION_KEYS: secrets.tokenKeys,
    PROCESS_ROLE: 'all',
    SIGNUP: 'open',
    GOOGLE_CLIENT_ID: SANDBOX_CLIENT.clientId,
    GOOGLE_CLIENT_SECRET: SANDBOX_CLIENT.clientSecret,
    GOOGLE_REDIRECT_URI: redirectUriFor('google', port),
    GOOGLE_AUTH_URL: `${googleUrl}/o/oauth2/v2/auth`,
    GOOGLE_TOKEN_URL: `${googleUrl}/token`,
    GOOGLE_REVOKE_URL: `${googleUrl}/revoke`,
    GOOGLE_API_URL: googleUrl,
    MICROSOFT_CLIENT_ID: SANDBOX_APP.clientId,
    MICROSOFT_CLIENT_SECRET: SANDBOX_APP.clientSecret,
    MICROSOFT_TENANT_ID: 'common',
    MICROSOFT_REDIRECT_URI: redirectUriFor('microsoft', port),
    MICROSOFT_LOGIN_URL: microsoftUrl,
    MICROSOFT_GRAPH_URL: microsoftUrl,
  };
}
