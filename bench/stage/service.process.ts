import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { SANDBOX_CLIENT } from '../../sandbox/google/google.simulator';
import { projectRoot } from '../../sandbox/servers/project-root';
import { ServerProcess } from '../../sandbox/servers/server-process';
import { startOnFreePort } from '../../sandbox/servers/start-on-free-port';
import { REDIRECT_URI } from './google.process';
import { answersHttp, nodeProcess, type RunningProcess } from './node.process';

/** What the processes of one deployment share. */
export interface Deployment {
  databaseUrl: string;
  redisUrl: string;
  googleUrl: string;
  tokenKeys: string;
  jwtSecret: string;
}

/** Secrets for a deployment that nobody else will know. */
export function newSecrets(): Pick<Deployment, 'tokenKeys' | 'jwtSecret'> {
  const secret = (): string => randomBytes(32).toString('base64');
  return { tokenKeys: `bench:${secret()}`, jwtSecret: secret() };
}

/**
 * Starts the production build of the service in a process of its own, so that validation, authentication, logging and
 * JSON are all in the figures. Measures of requests have it in the role `api` alone: a worker's background would blur
 * counts and times.
 */
export async function startService(
  deployment: Deployment,
  role: 'api' | 'worker',
  name: string,
  logFolder: string,
): Promise<RunningProcess> {
  const script = join(projectRoot(), 'dist/src/main.js');
  const { port, server } = await startOnFreePort(undefined, (port) =>
    ServerProcess.start({
      ...nodeProcess(name, script, logFolder),
      env: { ...inherited(), ...environment(deployment), PROCESS_ROLE: role, PORT: String(port) },
      isReady: () => answersHttp(`http://127.0.0.1:${port}`),
    }),
  );
  return { url: `http://127.0.0.1:${port}`, stop: () => server.end('SIGTERM') };
}

/** Nothing of the caller's own settings reaches the service but what Node itself reads (for profilers). */
function inherited(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, NODE_OPTIONS: process.env.NODE_OPTIONS };
}

function environment({
  databaseUrl,
  redisUrl,
  googleUrl,
  tokenKeys,
  jwtSecret,
}: Deployment): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    TOKEN_ENCRYPTION_KEYS: tokenKeys,
    JWT_SECRET: jwtSecret,
    RATE_LIMIT: 'off',
    SIGNUP: 'open',
    // Once a year: nothing begins by the clock while we measure.
    SYNC_CRON: '0 0 1 1 *',
    GOOGLE_CLIENT_ID: SANDBOX_CLIENT.clientId,
    GOOGLE_CLIENT_SECRET: SANDBOX_CLIENT.clientSecret,
    GOOGLE_REDIRECT_URI: REDIRECT_URI,
    GOOGLE_AUTH_URL: `${googleUrl}/o/oauth2/v2/auth`,
    GOOGLE_TOKEN_URL: `${googleUrl}/token`,
    GOOGLE_REVOKE_URL: `${googleUrl}/revoke`,
    GOOGLE_API_URL: googleUrl,
  };
}
