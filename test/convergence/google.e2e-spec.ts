import { CALENDAR_READONLY } from '../../sandbox/google/google.test-bed';
import { SANDBOX_CLIENT } from '../../sandbox/google/google.simulator';
import { GuardedLimits } from '../../src/common/http/guarded-limits';
import { GoogleModule } from '../../src/google/google.module';
import { startGoogleService } from '../harness/google-service';
import { convergesAfterRandomEdits } from './convergence';
import { GoogleCalendar } from './google-calendar';
import { type Reader, signInReader } from './reader';
import type { Stage } from './stage';

const COLLEAGUE = 'colleague@calendar.example';

convergesAfterRandomEdits('a Google calendar', async (): Promise<Stage> => {
  const service = await startGoogleService();
  const { google } = service;
  const url = process.env.GOOGLE_API_URL!;
  const signIn = (email: string): Promise<Reader> =>
    signInReader({
      authUrl: `${url}/o/oauth2/v2/auth`,
      tokenUrl: `${url}/token`,
      client: SANDBOX_CLIENT,
      redirectUri: process.env.GOOGLE_REDIRECT_URI!,
      scope: `openid email ${CALENDAR_READONLY}`,
      consent: (authUrl) => google.authorize({ authUrl, email }),
    });
  return {
    ...{ service, slug: 'google' },
    limits: service.app.select(GoogleModule).get(GuardedLimits, { strict: true }).data,
    freshCalendar: async (email) => {
      await google.reset();
      const shared = { email: COLLEAGUE, calendars: [{ id: email }] };
      await google.seedAccounts({ accounts: [{ email }, shared] });
      return new GoogleCalendar(url, email, await signIn(COLLEAGUE));
    },
    consent: async (authUrl, email) => (await google.authorize({ authUrl, email })).location,
    close: () => service.close(),
  };
});
