import { Test } from '@nestjs/testing';
import { ConfigModule, type ConfigType } from '@nestjs/config';
import { GoogleControl } from '../../sandbox/google/google.control';
import { SANDBOX_CLIENT, startGoogleSimulator } from '../../sandbox/google/google.simulator';
import { GuardedLimits } from '../../src/common/http/guarded-limits';
import { googleConfig } from '../../src/config/google.config';
import { GoogleModule } from '../../src/google/google.module';
import { GoogleProvider } from '../../src/google/google.provider';
import { effectOf } from './disturbance';
import type { Conversation, RemoteEvent, RemoteWorld } from './remote-world';

/** The contract's world, and the simulator's own controls for what only Google has. */
export interface GoogleWorld extends RemoteWorld {
  readonly control: GoogleControl;
}

const KINDS = { token: 'token', calendars: 'calendarList', events: 'events' } as const;

/** A Google simulator, and the plugin as its module builds it. */
export async function startGoogleWorld(): Promise<GoogleWorld> {
  const simulator = await startGoogleSimulator();
  const control = new GoogleControl(simulator.url);
  const module = await Test.createTestingModule({
    imports: [ConfigModule.forRoot({ isGlobal: true, ignoreEnvFile: true }), GoogleModule],
  })
    .overrideProvider(googleConfig.KEY)
    .useValue(configFor(simulator.url))
    .compile();
  return {
    provider: module.get(GoogleProvider),
    limits: module.select(GoogleModule).get(GuardedLimits, { strict: true }),
    clientSecret: SANDBOX_CLIENT.clientSecret,
    control,
    ...worldOf(control),
    close: async () => {
      await module.close();
      await simulator.close();
    },
  };
}

function configFor(url: string): ConfigType<typeof googleConfig> {
  return {
    missing: [],
    ...SANDBOX_CLIENT,
    redirectUri: 'http://localhost:3000/callback',
    authUrl: `${url}/o/oauth2/v2/auth`,
    tokenUrl: `${url}/token`,
    revokeUrl: `${url}/revoke`,
    apiUrl: url,
  };
}

function worldOf(
  control: GoogleControl,
): Omit<RemoteWorld, 'provider' | 'limits' | 'clientSecret' | 'close'> {
  return {
    reset: async () => void (await control.reset()),
    addAccount: async (email) => void (await control.seedAccounts({ accounts: [{ email }] })),
    addCalendar: async (email, { name, timeZone }) => {
      const id = `${name.toLowerCase().replaceAll(' ', '.')}@group.calendar.example`;
      await control.seedAccounts({
        accounts: [{ email, timeZone, calendars: [{ id, summary: name, timeZone }] }],
      });
      return id;
    },
    unshareCalendar: async (email, calendarId) => void (await control.unshareCalendar({ email, calendarId })),
    addEvents: async (calendarId, events) =>
      (await control.putEvents({ calendarId, events: events.map(toGoogle) })).ids,
    moveEvent: async (calendarId, eventId, to) =>
      void (await control.patchEvent({ calendarId, eventId, patch: timesOf(to) })),
    cancelEvent: async (calendarId, eventId) => void (await control.cancelEvent({ calendarId, eventId })),
    consent: async (authUrl, { email, withoutCalendar }) => {
      const granted = withoutCalendar ? { grantedScopes: [] } : {};
      const { location } = await control.authorize({ authUrl, email, ...granted });
      return new URL(location).searchParams.get('code') ?? '';
    },
    withdrawConsent: async (email) => void (await control.revokeGrant({ email })),
    expireAccessTokens: async () => void (await control.expireAccessTokens()),
    setPageSize: async (size) => void (await control.settings({ maxPageSize: size })),
    insertEmptyPage: async () => void (await control.settings({ emptyPageAt: 2 })),
    forgetCursors: async () => void (await control.expireSyncTokens()),
    disturb: async (conversation, disturbance, skip = 0) =>
      void (await control.addFault({
        kind: KINDS[conversation],
        effect: effectOf(disturbance, 'invalid_client'),
        skip,
      })),
    countRequests: async (conversation: Conversation) =>
      (await control.requests({ kind: KINDS[conversation] })).requests.length,
  };
}

function toGoogle({ title, private: isPrivate, ...times }: RemoteEvent): object {
  const text = { summary: title, description: `About ${title}`, location: `Where ${title} is` };
  return { ...text, ...timesOf(times), ...(isPrivate && { visibility: 'private' }) };
}

function timesOf({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): object {
  return { start: { dateTime: startsAt.toISOString() }, end: { dateTime: endsAt.toISOString() } };
}
