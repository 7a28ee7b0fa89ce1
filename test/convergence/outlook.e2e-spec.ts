import { MicrosoftControl } from '../../sandbox/microsoft/microsoft.control';
import { SANDBOX_APP, startMicrosoftSimulator } from '../../sandbox/microsoft/microsoft.simulator';
import { SCOPE } from '../../sandbox/microsoft/microsoft.test-bed';
import { GuardedLimits } from '../../src/common/http/guarded-limits';
import { OutlookModule } from '../../src/outlook/outlook.module';
import { startService } from '../harness/service';
import { microsoftEnvironment } from '../harness/provider-environment';
import { convergesAfterRandomEdits } from './convergence';
import { OutlookCalendar } from './outlook-calendar';
import { signInReader } from './reader';
import type { Stage } from './stage';

convergesAfterRandomEdits('an Outlook calendar', async (): Promise<Stage> => {
  const simulator = await startMicrosoftSimulator();
  const { url } = simulator;
  const microsoft = new MicrosoftControl(url);
  const service = await startService(microsoftEnvironment(url));
  return {
    ...{ service, slug: 'microsoft' },
    limits: service.app.select(OutlookModule).get(GuardedLimits, { strict: true }).data,
    freshCalendar: async (email) => {
      await microsoft.reset();
      await microsoft.seedAccounts({ accounts: [{ email }] });
      const reader = await signInReader({
        authUrl: `${url}/common/oauth2/v2.0/authorize`,
        tokenUrl: `${url}/common/oauth2/v2.0/token`,
        client: SANDBOX_APP,
        redirectUri: process.env.MICROSOFT_REDIRECT_URI!,
        scope: SCOPE,
        consent: (authUrl) => microsoft.authorize({ authUrl, email }),
      });
      return new OutlookCalendar(url, email, reader);
    },
    consent: async (authUrl, email) => (await microsoft.authorize({ authUrl, email })).location,
    close: async () => {
      await service.close();
      await simulator.close();
    },
  };
});
