import { CALENDAR_READONLY } from '../../sandbox/google/google.test-bed';
import { GoogleControl } from '../../sandbox/google/google.control';
import { SANDBOX_CLIENT, startGoogleSimulator } from '../../sandbox/google/google.simulator';
import { MicrosoftControl } from '../../sandbox/microsoft/microsoft.control';
import { SCOPE } from '../../sandbox/microsoft/microsoft.test-bed';
import { SANDBOX_APP, startMicrosoftSimulator } from '../../sandbox/microsoft/microsoft.simulator';
import type { EditableCalendar } from '../convergence/editable-calendar';
import { GoogleCalendar } from '../convergence/google-calendar';
import { OutlookCalendar } from '../convergence/outlook-calendar';
import { type Reader, signInReader } from '../convergence/reader';
import { REDIRECT_URI } from '../harness/provider-environment';

/** A simulated provider with people on it. */
export interface Provider<Control> {
  slug: 'google' | 'microsoft';
  url: string;
  control: Control;
  /** Which requests are those for events. */
  eventsKind: 'events' | 'delta';
  /** A new person with an empty calendar, and a way to edit and to read it past the service. */
  newCalendar(email: string): Promise<EditableCalendar>;
}

export interface Providers {
  google: Provider<GoogleControl>;
  microsoft: Provider<MicrosoftControl>;
  close(): Promise<void>;
}

/** Who reads the Google calendars that are shared with them: what goes wrong for their owners goes well there. */
const COLLEAGUE = 'colleague@calendar.example';

export async function startProviders(): Promise<Providers> {
  const [google, microsoft] = await Promise.all([startGoogleSimulator(), startMicrosoftSimulator()]);
  return {
    google: await googleAt(google.url),
    microsoft: microsoftAt(microsoft.url),
    close: async () => {
      await Promise.all([google.close(), microsoft.close()]);
    },
  };
}

async function googleAt(url: string): Promise<Provider<GoogleControl>> {
  const control = new GoogleControl(url);
  await control.seedAccounts({ accounts: [{ email: COLLEAGUE }] });
  const reader = await signInReader({
    authUrl: `${url}/o/oauth2/v2/auth`,
    tokenUrl: `${url}/token`,
    client: SANDBOX_CLIENT,
    redirectUri: REDIRECT_URI.google,
    scope: `openid email ${CALENDAR_READONLY}`,
    consent: (authUrl) => control.authorize({ authUrl, email: COLLEAGUE }),
  });
  return {
    ...{ slug: 'google', url, control, eventsKind: 'events' },
    newCalendar: async (email) => {
      await control.seedAccounts({ accounts: [{ email }] });
      await control.seedAccounts({ accounts: [{ email: COLLEAGUE, calendars: [{ id: email }] }] });
      return new GoogleCalendar(url, email, reader);
    },
  };
}

function microsoftAt(url: string): Provider<MicrosoftControl> {
  const control = new MicrosoftControl(url);
  const readerOf = (email: string): Promise<Reader> =>
    signInReader({
      authUrl: `${url}/common/oauth2/v2.0/authorize`,
      tokenUrl: `${url}/common/oauth2/v2.0/token`,
      client: SANDBOX_APP,
      redirectUri: REDIRECT_URI.microsoft,
      scope: SCOPE,
      consent: (authUrl) => control.authorize({ authUrl, email }),
    });
  return {
    ...{ slug: 'microsoft', url, control, eventsKind: 'delta' },
    newCalendar: async (email) => {
      await control.seedAccounts({ accounts: [{ email }] });
      return new OutlookCalendar(url, email, await readerOf(email));
    },
  };
}
