import { redirectUriFor } from './addresses';
import type { Closing } from './closing';
import type { SandboxOptions } from './options';
import { choosePort } from './port';
import { type SimulatedProvider, startGoogle, startMicrosoft } from './providers';
import { startOnChosenPort } from './servers/start-on-free-port';
import { type SimulatedSlack, startSlack } from './simulated-slack';

/** Those whom the service speaks with. */
export interface Simulators {
  google: SimulatedProvider;
  microsoft: SimulatedProvider;
  slack: SimulatedSlack;
}

/**
 * Starts all of them for the service on `servicePort`. Each takes the port that was asked for, or else the next one, or
 * else a free one.
 * @throws Error when one asked for is taken
 */
export async function startSimulators(
  options: SandboxOptions,
  servicePort: number,
  closing: Closing,
): Promise<Simulators> {
  let last = servicePort;
  const start = async <T>(asked: number | undefined, launch: (port: number) => Promise<T>): Promise<T> => {
    const { port, server } = await startOnChosenPort(() => choosePort(asked, last + 1), launch);
    last = Math.max(last, port);
    return server;
  };
  const google = await start(options.googlePort, (port) =>
    startGoogle({ port, redirectUri: redirectUriFor('google', servicePort), closing }),
  );
  const microsoft = await start(options.microsoftPort, (port) =>
    startMicrosoft({ port, redirectUri: redirectUriFor('microsoft', servicePort), closing }),
  );
  const slack = await start(options.slackPort, (port) => startSlack({ port, servicePort, closing }));
  return { google, microsoft, slack };
}
