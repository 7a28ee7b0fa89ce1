import { join } from 'node:path';
import { ServerProcess } from '../../sandbox/servers/server-process';
import { startOnFreePort } from '../../sandbox/servers/start-on-free-port';
import { answersHttp, nodeProcess, type RunningProcess } from './node.process';

/** Where the service has itself sent back to. Nobody listens there: codes are carried by hand. */
export const REDIRECT_URI = 'http://127.0.0.1/api/v1/integrations/google/callback';

/** Starts the simulated Google. */
export async function startGoogle(logFolder: string): Promise<RunningProcess> {
  const { port, server } = await startOnFreePort(undefined, (port) =>
    ServerProcess.start({
      ...nodeProcess('the Google simulator', join(__dirname, 'simulator.process.js'), logFolder),
      env: { ...process.env, PORT: String(port) },
      isReady: () => answersHttp(`http://127.0.0.1:${port}`),
    }),
  );
  return { url: `http://127.0.0.1:${port}`, stop: () => server.end('SIGTERM') };
}
