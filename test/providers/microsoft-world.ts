import { Test } from '@nestjs/testing';
import { ConfigModule, type ConfigType } from '@nestjs/config';
import type { GraphEvent } from '../../sandbox/microsoft/graph.event';
import { MicrosoftControl } from '../../sandbox/microsoft/microsoft.control';
import { SANDBOX_APP, startMicrosoftSimulator } from '../../sandbox/microsoft/microsoft.simulator';
import { GuardedLimits } from '../../src/common/http/guarded-limits';
import { microsoftConfig } from '../../src/config/microsoft.config';
import { OutlookModule } from '../../src/outlook/outlook.module';
import { OutlookProvider } from '../../src/outlook/outlook.provider';
import { effectOf } from './disturbance';
import type { Conversation, RemoteEvent, RemoteWorld } from './remote-world';

/** The contract's world, and the simulator's own controls for what only Microsoft has. */
export interface MicrosoftWorld extends RemoteWorld {
  readonly provider: OutlookProvider;
  readonly control: MicrosoftControl;
  readonly url: string;
}

const KINDS = { token: 'token', calendars: 'calendars', events: 'delta' } as const;

/** A Microsoft simulator, and the plugin as its module builds it. */
export async function startMicrosoftWorld(): Promise<MicrosoftWorld> {
  const simulator = await startMicrosoftSimulator();
  const control = new MicrosoftControl(simulator.url);
  const module = await Test.createTestingModule({
    imports: [ConfigModule.forRoot({ isGlobal: true, ignoreEnvFile: true }), OutlookModule],
  })
    .overrideProvider(microsoftConfig.KEY)
    .useValue(configFor(simulator.url))
    .compile();
  return {
    provider: module.get(OutlookProvider),
    limits: module.select(OutlookModule).get(GuardedLimits, { strict: true }),
    clientSecret: SANDBOX_APP.clientSecret,
    zoneless: true,
    control,
    url: simulator.url,
    ...worldOf(control),
    close: async () => {
      await module.close();
      await simulator.close();
    },
  };
}

function configFor(url: string): ConfigType<typeof microsoftConfig> {
  const { clientId, clientSecret } = SANDBOX_APP;
  const redirectUri = 'http://localhost:3000/callback';
  return { missing: [], clientId, clientSecret, redirectUri, tenant: 'common', loginUrl: url, graphUrl: url };
}

function worldOf(
  control: MicrosoftControl,
): Omit<RemoteWorld, 'provider' | 'limits' | 'clientSecret' | 'zoneless' | 'close'> {
  return {
    reset: async () => void (await control.reset()),
    addAccount: async (email) => void (await control.seedAccounts({ accounts: [{ email }] })),
    addCalendar: async (email, { name }) => {
      const id = `calendar-${name.toLowerCase().replaceAll(' ', '-')}=`;
      await control.seedAccounts({ accounts: [{ email, calendars: [{ id, name }] }] });
      return id;
    },
    unshareCalendar: async (email, calendarId) => void (await control.removeCalendar({ email, calendarId })),
    addEvents: async (calendarId, events) =>
      (await control.putEvents({ calendarId, events: events.map(toGraph) })).ids,
    moveEvent: async (calendarId, eventId, to) =>
      void (await control.patchEvent({ calendarId, eventId, patch: timesOf(to) })),
    cancelEvent: async (calendarId, eventId) => void (await control.deleteEvent({ calendarId, eventId })),
    consent: async (authUrl, { email, withoutCalendar }) => {
      const granted = withoutCalendar ? { grantedScopes: [] } : {};
      const { location } = await control.authorize({ authUrl, email, ...granted });
      return new URL(location).searchParams.get('code') ?? '';
    },
    withdrawConsent: async (email) => void (await control.revokeGrant({ email })),
    expireAccessTokens: async () => void (await control.expireAccessTokens()),
    setPageSize: async (size) => void (await control.settings({ maxPageSize: size })),
    insertEmptyPage: async () => void (await control.settings({ emptyPageAt: 2 })),
    forgetCursors: async () => void (await control.expireSyncState()),
    disturb: async (conversation, disturbance, skip = 0) =>
      void (await control.addFault({
        kind: KINDS[conversation],
        effect: effectOf(disturbance, 'AADSTS7000215'),
        skip,
      })),
    countRequests: async (conversation: Conversation) =>
      (await control.requests({ kind: KINDS[conversation] })).requests.length,
  };
}

function toGraph({ title, private: isPrivate, ...times }: RemoteEvent): Partial<GraphEvent> {
  return {
    subject: title,
    body: { contentType: 'text', content: `About ${title}` },
    location: { displayName: `Where ${title} is` },
    ...timesOf(times),
    ...(isPrivate && { sensitivity: 'private' }),
  };
}

function timesOf({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): Pick<GraphEvent, 'start' | 'end'> {
  const [start, end] = [startsAt, endsAt].map((instant) => ({
    dateTime: instant.toISOString().slice(0, 19),
    timeZone: 'UTC',
  }));
  return { start, end };
}
