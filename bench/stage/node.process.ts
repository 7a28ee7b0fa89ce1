import { join } from 'node:path';
import type { ServerCommand } from '../../sandbox/servers/server-process';

/** A server of ours that runs. */
export interface RunningProcess {
  url: string;
  stop(): Promise<void>;
}

/** How a Node program is started here: like `npm start` does it. */
export function nodeProcess(
  name: string,
  script: string,
  logFolder: string,
): Omit<ServerCommand, 'env' | 'isReady'> {
  return {
    name,
    command: process.execPath,
    args: ['--enable-source-maps', script],
    logFile: join(logFolder, `${name.replaceAll(' ', '-')}.log`),
    ifOrphaned: { signal: 'KILL' },
  };
}

/** Whether anything answers there, be it 404. */
export async function answersHttp(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
