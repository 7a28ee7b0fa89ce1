import { once } from 'node:events';
import { Closing } from './closing';
import { parseOptions, USAGE } from './options';
import { type Sandbox, startSandbox } from './sandbox';
import { tail } from './servers/server-process';
import { welcome } from './welcome';

/** Starts a sandbox, says where it is, and stops it when told to, or when the service ends by itself. */
async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (!options) return console.log(USAGE);
  const closing = new Closing();
  const told = stopSignal(closing);
  try {
    const starting = startSandbox(options, closing, (line) => {
      closing.assertNotBegun();
      console.error(line);
    });
    const sandbox = await Promise.race([starting, told]);
    if (sandbox) {
      console.log(welcome(sandbox));
      await Promise.race([told, endOf(sandbox)]);
      // What is half started has to come up before it can be stopped.
    } else await starting.then(noop, noop);
  } finally {
    await closing.finish();
  }
  console.error('Stopped.');
}

/** Resolves at the first Ctrl-C, `kill`, or closed terminal. npm passes signals on, so they may come twice. */
async function stopSignal(closing: Closing): Promise<undefined> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, noop);
  await Promise.race(signals.map((signal) => once(process, signal)));
  closing.begin();
  console.error('\nStopping …');
}

/** @throws Error when the service is gone, with the last it said */
async function endOf({ service, logFile }: Sandbox): Promise<never> {
  await service.exited;
  throw new Error(`The service ended by itself. ${logFile} ends with:\n${tail(logFile)}`);
}

function noop(): void {}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
