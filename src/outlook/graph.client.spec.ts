import { Logger } from '@nestjs/common';
import { GuardedLimits } from '../common/http/guarded-limits';
import { GraphClient } from './graph.client';

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
const WINDOW = { from: new Date('2026-03-01'), to: new Date('2026-04-01') };

it('sends its preferences and a fresh bearer with every request, links included', async () => {
  const link = 'https://graph.microsoft.com/v1.0/me/calendars/a/calendarView/delta?$skiptoken=x%2Fy';
  const sent: [string, Headers][] = [];
  jest.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
    sent.push([url as string, new Headers(init?.headers)]);
    return Promise.resolve(new Response('{"value":[]}'));
  });
  let tokens = 0;
  const access = { token: () => Promise.resolve(`token ${(tokens += 1)}`) };
  const client = new GraphClient(config, new GuardedLimits());
  await client.beginRound(access, 'a/b=', WINDOW);
  await client.follow(access, link);
  await client.event(access, 'c/d=');
  expect(sent.map(([url]) => url)).toEqual([
    'https://graph.microsoft.com/v1.0/me/calendars/a%2Fb%3D/calendarView/delta' +
      '?startDateTime=2026-03-01T00:00:00.000Z&endDateTime=2026-04-01T00:00:00.000Z',
    link,
    'https://graph.microsoft.com/v1.0/me/events/c%2Fd%3D',
  ]);
  expect(sent.map(([, headers]) => headers.get('authorization'))).toEqual(
    ['1', '2', '3'].map((n) => `Bearer token ${n}`),
  );
  for (const [, headers] of sent) {
    expect(headers.get('prefer')?.split(', ')).toEqual([
      'IdType="ImmutableId"',
      'outlook.timezone="UTC"',
      'outlook.body-content-type="text"',
      'odata.maxpagesize=200',
    ]);
  }
  jest.restoreAllMocks();
});
