import { addressOf, redirectUriFor } from './addresses';
import { SANDBOX_CLIENT } from './google/google.simulator';
import { SANDBOX_APP } from './microsoft/microsoft.simulator';
import type { Secrets } from './secrets';
import { SANDBOX_SLACK_APP } from './slack/slack.simulator';

/** What the service is started with. */
export interface ServiceSetting {
  port: number;
  databaseUrl: string;
  redisUrl: string;
  secrets: Secrets;
  logFile: string;
  /** The simulators' addresses. */
  googleUrl: string;
  microsoftUrl: string;
  slackUrl: string;
}

type Environment = Record<string, string>;

/** The service's variables: everything in one process, and each provider a simulator. */
export function environmentOf(setting: ServiceSetting): Environment {
  const { port, databaseUrl, redisUrl, secrets } = setting;
  return {
    PORT: String(port),
    LISTEN_HOST: '127.0.0.1',
    PUBLIC_URL: addressOf(port),
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    JWT_SECRET: secrets.jwtSecret,
    TOKEN_ENCRYPTION_KEYS: secrets.tokenKeys,
    PROCESS_ROLE: 'all',
    SIGNUP: 'open',
    ...google(setting),
    ...microsoft(setting),
    ...slack(setting),
  };
}

function google({ port, googleUrl }: ServiceSetting): Environment {
  return {
    GOOGLE_CLIENT_ID: SANDBOX_CLIENT.clientId,
    GOOGLE_CLIENT_SECRET: SANDBOX_CLIENT.clientSecret,
    GOOGLE_REDIRECT_URI: redirectUriFor('google', port),
    GOOGLE_AUTH_URL: `${googleUrl}/o/oauth2/v2/auth`,
    GOOGLE_TOKEN_URL: `${googleUrl}/token`,
    GOOGLE_REVOKE_URL: `${googleUrl}/revoke`,
    GOOGLE_API_URL: googleUrl,
  };
}

function microsoft({ port, microsoftUrl }: ServiceSetting): Environment {
  return {
    MICROSOFT_CLIENT_ID: SANDBOX_APP.clientId,
    MICROSOFT_CLIENT_SECRET: SANDBOX_APP.clientSecret,
    MICROSOFT_TENANT_ID: 'common',
    MICROSOFT_REDIRECT_URI: redirectUriFor('microsoft', port),
    MICROSOFT_LOGIN_URL: microsoftUrl,
    MICROSOFT_GRAPH_URL: microsoftUrl,
  };
}

function slack({ port, slackUrl }: ServiceSetting): Environment {
  return {
    SLACK_CLIENT_ID: SANDBOX_SLACK_APP.clientId,
    SLACK_CLIENT_SECRET: SANDBOX_SLACK_APP.clientSecret,
    SLACK_REDIRECT_URI: redirectUriFor('slack', port),
    SLACK_SIGNING_SECRET: SANDBOX_SLACK_APP.signingSecret,
    SLACK_APP_ID: SANDBOX_SLACK_APP.appId,
    SLACK_BOT_TOKEN: '',
    SLACK_AUTHORIZE_URL: `${slackUrl}/oauth/v2/authorize`,
    SLACK_API_URL: `${slackUrl}/api/`,
  };
}
