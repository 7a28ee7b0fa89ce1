import { Closing } from './closing';
import { GoogleControl } from './google/google.control';
import { startGoogleSimulator } from './google/google.simulator';
import { MicrosoftControl } from './microsoft/microsoft.control';
import { startMicrosoftSimulator } from './microsoft/microsoft.simulator';
import { consultantCalendar } from './story/consultant';
import { outlookCalendar, tellOutlookStory } from './story/outlook';

/** A simulated provider that knows our one client, and the person's calendars as they are around now. */
export interface SimulatedProvider {
  /** As the service's routes have it. */
  slug: string;
  url: string;
  control: Pick<GoogleControl | MicrosoftControl, 'authorize'>;
}

interface Start {
  port: number;
  /** Where it may send browsers back to. */
  redirectUri: string;
  closing: Closing;
}

export async function startGoogle({ port, redirectUri, closing }: Start): Promise<SimulatedProvider> {
  const starting = startGoogleSimulator({ port, redirectUris: [redirectUri] });
  const { url } = await closing.keep(starting, (simulator) => simulator.close());
  const control = new GoogleControl(url);
  const { account, batches } = consultantCalendar(new Date());
  await control.seedAccounts({ accounts: [account] });
  for (const batch of batches) await control.putEvents(batch);
  return { slug: 'google', url, control };
}

export async function startMicrosoft({ port, redirectUri, closing }: Start): Promise<SimulatedProvider> {
  const starting = startMicrosoftSimulator({ port, redirectUris: [redirectUri] });
  const { url } = await closing.keep(starting, (simulator) => simulator.close());
  const control = new MicrosoftControl(url);
  await tellOutlookStory(control, outlookCalendar(new Date()));
  return { slug: 'microsoft', url, control };
}
