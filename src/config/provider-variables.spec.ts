import 'reflect-metadata';
import { googleConfig } from './google.config';
import { microsoftConfig } from './microsoft.config';
import { slackConfig } from './slack.config';

const REQUIRED = {
  DATABASE_URL: 'postgres://localhost/billops',
  REDIS_URL: 'redis://localhost',
  TOKEN_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  JWT_SECRET: 'a secret that is long enough for this',
};

/** What each variable is read into. */
const READ_INTO: Record<string, [() => object, string]> = {
  GOOGLE_CLIENT_ID: [googleConfig, 'clientId'],
  GOOGLE_CLIENT_SECRET: [googleConfig, 'clientSecret'],
  GOOGLE_REDIRECT_URI: [googleConfig, 'redirectUri'],
  MICROSOFT_CLIENT_ID: [microsoftConfig, 'clientId'],
  MICROSOFT_CLIENT_SECRET: [microsoftConfig, 'clientSecret'],
  MICROSOFT_TENANT_ID: [microsoftConfig, 'tenant'],
  MICROSOFT_REDIRECT_URI: [microsoftConfig, 'redirectUri'],
  SLACK_CLIENT_ID: [slackConfig, 'clientId'],
  SLACK_CLIENT_SECRET: [slackConfig, 'clientSecret'],
  SLACK_REDIRECT_URI: [slackConfig, 'redirectUri'],
  SLACK_BOT_TOKEN: [slackConfig, 'botToken'],
  SLACK_SIGNING_SECRET: [slackConfig, 'signingSecret'],
  SLACK_APP_ID: [slackConfig, 'appId'],
};

describe('The variables of providers', () => {
  const before = process.env;
  const given = Object.fromEntries(
    Object.keys(READ_INTO).map((name) => [
      name,
      /_URI$/.test(name) ? `https://${name}.example` : `the-${name.replaceAll('_', '-')}`,
    ]),
  );
  const withEnvironment = (variables: Record<string, string>): void => {
    process.env = { ...REQUIRED, ...variables };
  };
  afterEach(() => {
    process.env = before;
  });

  it.each(Object.entries(READ_INTO))('%s is read', (name, [read, field]) => {
    withEnvironment(given);
    expect(read()).toHaveProperty(field, given[name]);
  });

  it('are complete when all are there', () => {
    withEnvironment(given);
    expect([googleConfig().missing, microsoftConfig().missing]).toEqual([[], []]);
    expect([slackConfig().missingToInstall, slackConfig().missingToListen]).toEqual([[], []]);
  });

  it('may all be absent: then those are named without which a provider is off', () => {
    withEnvironment({});
    const missing = [
      ...googleConfig().missing,
      ...microsoftConfig().missing,
      ...slackConfig().missingToInstall,
      ...slackConfig().missingToListen,
    ];
    const optional = ['MICROSOFT_TENANT_ID', 'SLACK_BOT_TOKEN', 'SLACK_APP_ID'];
    expect(missing.sort()).toEqual(
      Object.keys(READ_INTO)
        .filter((name) => !optional.includes(name))
        .sort(),
    );
    expect(microsoftConfig().tenant).toBe('common');
  });
});
