import { addressOf } from './addresses';
import { Closing } from './closing';
import { openDataFolder } from './data-folder';
import { keptDatabase } from './database';
import type { SandboxOptions } from './options';
import { PERSON } from './person';
import { choosePort } from './port';
import { reconnect, type Reconnection } from './reconnect';
import { keptSecrets } from './secrets';
import { startPostgres } from './servers/postgres.server';
import { startRedis } from './servers/redis.server';
import type { ServerProcess } from './servers/server-process';
import { startService } from './service';
import { ServiceApi } from './service-api';
import { startSimulators } from './simulators';
import { installInSlack } from './slack-installation';

/** A sandbox that is up. */
export interface Sandbox {
  url: string;
  googleUrl: string;
  microsoftUrl: string;
  slackUrl: string;
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

  // First, while the ports that were found are still free: the servers take their time.
  tell('starting simulated Google, Microsoft and Slack …');
  const { google, microsoft, slack } = await startSimulators(options, port, closing);

  tell('starting Redis …');
  const redis = await closing.keep(startRedis(), (server) => server.stop());
  tell('starting PostgreSQL …');
  const starting = startPostgres({ dataDirectory: places.postgres });
  const postgres = await closing.keep(starting, (server) => server.stop());
  const databaseUrl = await keptDatabase(postgres, 'billops');

  tell('starting the service …');
  const setting = {
    port,
    databaseUrl,
    redisUrl: redis.url,
    secrets: await keptSecrets(places.secrets),
    logFile: places.serviceLog,
    googleUrl: google.url,
    microsoftUrl: microsoft.url,
    slackUrl: slack.url,
  };
  const service = await closing.keep(startService(setting), (process) => process.end('SIGTERM'));

  const url = addressOf(port);
  const api = new ServiceApi(url);
  await api.signIn(PERSON);
  const reconnection = await reconnect(api, [google, microsoft]);
  await installInSlack(api, slack.control);
  return {
    url,
    googleUrl: google.url,
    microsoftUrl: microsoft.url,
    slackUrl: slack.url,
    databaseUrl,
    folder,
    logFile: places.serviceLog,
    service,
    reconnection,
  };
}
