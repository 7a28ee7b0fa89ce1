import { Closing } from './closing';
import { openDataFolder } from './data-folder';
import { keptDatabase } from './database';
import { GoogleControl } from './google/google.control';
import { startGoogleSimulator } from './google/google.simulator';
import type { SandboxOptions } from './options';
import { PERSON } from './person';
import { choosePort } from './port';
import { reconnect, type Reconnection } from './reconnect';
import { keptSecrets } from './secrets';
import { startPostgres } from './servers/postgres.server';
import { startRedis } from './servers/redis.server';
import type { ServerProcess } from './servers/server-process';
import { addressOf, googleRedirectUri, startService } from './service';
import { ServiceApi } from './service-api';
import { consultantCalendar } from './story/consultant';

/** A sandbox that is up. */
export interface Sandbox {
  url: string;
  googleUrl: string;
  databaseUrl: string;
  folder: string;
  logFile: string;
  service: ServerProcess;
  reconnection: Reconnection;
}

/**
 * Starts all that the service needs, the service, and whom it serves, one after the other.
 * @param tell is told what comes next; it may throw, which ends the start
 */
export async function startSandbox(
  options: SandboxOptions,
  closing: Closing,
  tell: (line: string) => void,
): Promise<Sandbox> {
  const { folder } = options;
  const places = await openDataFolder(folder, options.fresh);
  const port = await choosePort(options.port, 3000);
  if (options.port === undefined && port !== 3000)
    tell('port 3000 is taken, so the service takes another one');
  const googlePort = await choosePort(options.googlePort, port + 1);

  tell('starting Redis …');
  const redis = await closing.keep(startRedis(), (server) => server.stop());
  tell('starting PostgreSQL …');
  const starting = startPostgres({ dataDirectory: places.postgres });
  const postgres = await closing.keep(starting, (server) => server.stop());
  const databaseUrl = await keptDatabase(postgres, 'billops');

  tell('starting simulated Google …');
  const googleUrl = await startGoogle(googlePort, port, closing);

  tell('starting the service …');
  const setting = {
    port,
    databaseUrl,
    redisUrl: redis.url,
    secrets: await keptSecrets(places.secrets),
    logFile: places.serviceLog,
    googleUrl,
  };
  const service = await closing.keep(startService(setting), (process) => process.end('SIGTERM'));

  const url = addressOf(port);
  const api = new ServiceApi(url);
  await api.signIn(PERSON);
  const reconnection = await reconnect(api, new GoogleControl(googleUrl));
  return { url, googleUrl, databaseUrl, folder, logFile: places.serviceLog, service, reconnection };
}

/** A Google that knows our one client, and the person's calendars as they are around now. */
async function startGoogle(port: number, servicePort: number, closing: Closing): Promise<string> {
  const starting = startGoogleSimulator({ port, redirectUris: [googleRedirectUri(servicePort)] });
  const { url } = await closing.keep(starting, (simulator) => simulator.close());
  const google = new GoogleControl(url);
  const { account, batches } = consultantCalendar(new Date());
  await google.seedAccounts({ accounts: [account] });
  for (const batch of batches) await google.putEvents(batch);
  return url;
}
