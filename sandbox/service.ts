import { join } from 'node:path';
import { projectRoot } from './servers/project-root';
import { ServerProcess } from './servers/server-process';
import { environmentOf, type ServiceSetting } from './service-environment';

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
