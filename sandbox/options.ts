import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from './servers/project-root';

/** What the person at the terminal asked for. */
export interface SandboxOptions {
  /** Keeps the database, the secrets and the service's log between starts. */
  folder: string;
  fresh: boolean;
  /** Of the service; undefined: the usual one, or another when that is taken. 0: any. */
  port: number | undefined;
  /** Of simulated Google; as `port`. */
  googlePort: number | undefined;
  /** Of simulated Microsoft; as `port`. */
  microsoftPort: number | undefined;
  /** Of simulated Slack; as `port`. */
  slackPort: number | undefined;
}

export const USAGE = `npm run sandbox [-- options]

  --fresh                  forget the data of former starts
  --port <port>            of the service (3000, or a free one)
  --google-port <port>     of simulated Google (the next one, or a free one)
  --microsoft-port <port>  of simulated Microsoft (the next one, or a free one)
  --slack-port <port>      of simulated Slack (the next one, or a free one)
  --folder <path>          where the data are kept (.sandbox)
  --help                   this`;

/** Reads the command line; undefined asks for the usage. @throws Error for options that make no sense */
export function parseOptions(args: string[]): SandboxOptions | undefined {
  const { values } = parseArgs({
    args,
    options: {
      fresh: { type: 'boolean', default: false },
      port: { type: 'string' },
      'google-port': { type: 'string' },
      'microsoft-port': { type: 'string' },
      'slack-port': { type: 'string' },
      folder: { type: 'string', default: join(projectRoot(), '.sandbox') },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  return {
    folder: resolve(values.folder),
    fresh: values.fresh,
    port: portIn(values.port),
    googlePort: portIn(values['google-port']),
    microsoftPort: portIn(values['microsoft-port']),
    slackPort: portIn(values['slack-port']),
  };
}

function portIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Error(`${text} is not a port`);
}
