import type { SandboxOptions } from './options';
import { choosePort } from './port';

/** Where everything listens that people open. */
export interface Ports {
  service: number;
  google: number;
  microsoft: number;
  slack: number;
}

/** Each takes what was asked for, or else the next one, or else a free one. @throws Error when one asked for is taken */
export async function choosePorts(options: SandboxOptions): Promise<Ports> {
  const service = await choosePort(options.port, 3000);
  const google = await choosePort(options.googlePort, service + 1);
  const microsoft = await choosePort(options.microsoftPort, Math.max(service, google) + 1);
  const slack = await choosePort(options.slackPort, Math.max(service, google, microsoft) + 1);
  return { service, google, microsoft, slack };
}
