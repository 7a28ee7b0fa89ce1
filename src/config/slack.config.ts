import { registerAs } from '@nestjs/config';
import { withoutSlash } from './base-address';
import { readEnvironment } from './environment';

/** Our Slack app, and Slack's addresses. The two lists name the variables without a value. */
export const slackConfig = registerAs('slack', () => {
  const env = readEnvironment();
  const install = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_REDIRECT_URI'] as const;
  const requests = ['SLACK_SIGNING_SECRET'] as const;
  return {
    /** Without these nobody can install the app; a bot token may stand in for one workspace. */
    missingToInstall: install.filter((name) => env[name] === undefined),
    /** Without this no request of Slack can be trusted. */
    missingToListen: requests.filter((name) => env[name] === undefined),
    clientId: env.SLACK_CLIENT_ID ?? '',
    clientSecret: env.SLACK_CLIENT_SECRET ?? '',
    redirectUri: env.SLACK_REDIRECT_URI ?? '',
    signingSecret: env.SLACK_SIGNING_SECRET ?? '',
    /** If set, requests for another app are refused. */
    appId: env.SLACK_APP_ID,
    /** Serves the one workspace that it is of. */
    botToken: env.SLACK_BOT_TOKEN,
    authorizeUrl: env.SLACK_AUTHORIZE_URL,
    /** With a slash at its end: methods are appended to it. */
    apiUrl: `${withoutSlash(env.SLACK_API_URL)}/`,
  };
});
