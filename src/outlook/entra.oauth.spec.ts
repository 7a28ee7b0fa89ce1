import { Logger } from '@nestjs/common';
import { GuardedLimits } from '../common/http/guarded-limits';
import { ProviderUnavailable } from '../calendars/provider/provider-errors';
import { EntraOAuth } from './entra.oauth';

Logger.overrideLogger(false);

const config = {
  missing: [],
  clientId: 'us',
  clientSecret: 'secret',
  redirectUri: 'https://us.example/callback',
  tenant: 'common',
  loginUrl: 'https://login.microsoftonline.com',
  graphUrl: 'https://graph.microsoft.com',
};

/** The addresses that are asked when a code is redeemed, without their queries. */
async function asked(changes: object): Promise<string[]> {
  const urls: string[] = [];
  jest.spyOn(globalThis, 'fetch').mockImplementation((url) => {
    urls.push((url as string).split('?')[0]!);
    return Promise.resolve(new Response('{}', { status: 500 }));
  });
  const oauth = new EntraOAuth({ ...config, ...changes }, new GuardedLimits());
  const exchange = oauth.exchangeCode({ code: 'code', codeVerifier: 'v'.repeat(43) });
  await expect(exchange).rejects.toThrow(ProviderUnavailable);
  return urls;
}

afterEach(() => jest.restoreAllMocks());

it.each([
  [{}, 'https://login.microsoftonline.com/common/oauth2/v2.0/token'],
  [{ tenant: 'organizations' }, 'https://login.microsoftonline.com/organizations/oauth2/v2.0/token'],
  [
    { tenant: 'contoso.onmicrosoft.com' },
    'https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token',
  ],
  [
    { tenant: '3c9f1f5e-7b0a-4e57-9a40-2d5c1e8b6f33' },
    'https://login.microsoftonline.com/3c9f1f5e-7b0a-4e57-9a40-2d5c1e8b6f33/oauth2/v2.0/token',
  ],
  [
    { loginUrl: 'https://login.microsoftonline.us' },
    'https://login.microsoftonline.us/common/oauth2/v2.0/token',
  ],
  [{ loginUrl: 'http://127.0.0.1:7' }, 'http://127.0.0.1:7/common/oauth2/v2.0/token'],
])('with %j the token endpoint alone is asked, once: %s', async (changes, url) => {
  expect(await asked(changes)).toEqual([url]);
});
