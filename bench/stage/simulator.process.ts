import { startGoogleSimulator } from '../../sandbox/google/google.simulator';
import { REDIRECT_URI } from './google.process';

/** The simulated Google in a process of its own, as the real one is: its work must not share our event loop. */
async function main(): Promise<void> {
  await startGoogleSimulator({ port: Number(process.env.PORT), redirectUris: [REDIRECT_URI] });
}

void main();
