import { SANDBOX_CLIENT } from '../../sandbox/google/google.simulator';
import { SANDBOX_APP } from '../../sandbox/microsoft/microsoft.simulator';
import { SANDBOX_SLACK_APP } from '../../sandbox/slack/slack.simulator';

/** Where the service has itself sent back to; nobody listens there, the tests carry codes by hand. */
export const REDIRECT_URI = {
  google: 'http://127.0.0.1/api/v1/integrations/google/callback',
  microsoft: 'http://127.0.0.1/api/v1/integrations/microsoft/callback',
  slack: 'http://127.0.0.1/api/v1/integrations/slack/callback',
};

/** The variables that make a simulator our Google. */
export function googleEnvironment(url: string): Record<string, string> {
  return {
    GOOGLE_CLIENT_ID: SANDBOX_CLIENT.clientId,
    GOOGLE_CLIENT_SECRET: SANDBOX_CLIENT.clientSecret,
    GOOGLE_REDIRECT_URI: REDIRECT_URI.google,
    GOOGLE_AUTH_URL: `${url}/o/oauth2/v2/auth`,
    GOOGLE_TOKEN_URL: `${url}/token`,
    GOOGLE_REVOKE_URL: `${url}/revoke`,
    GOOGLE_API_URL: url,
  };
}

/** The variables that make a simulator our Microsoft. */
export function microsoftEnvironment(url: string): Record<string, string> {
  return {
    MICROSOFT_CLIENT_ID: SANDBOX_APP.clientId,
    MICROSOFT_CLIENT_SECRET: SANDBOX_APP.clientSecret,
    MICROSOFT_REDIRECT_URI: REDIRECT_URI.microsoft,
    MICROSOFT_LOGIN_URL: url,
    MICROSOFT_GRAPH_URL: url,
  };
}

/** The variables that make a simulator our Slack. */
export function slackEnvironment(url: string): Record<string, string> {
  return {
    SLACK_CLIENT_ID: SANDBOX_SLACK_APP.clientId,
    SLACK_CLIENT_SECRET: SANDBOX_SLACK_APP.clientSecret,
    SLACK_REDIRECT_URI: REDIRECT_URI.slack,
    SLACK_SIGNING_SECRET: SANDBOX_SLACK_APP.signingSecret,
    SLACK_APP_ID: SANDBOX_SLACK_APP.appId,
    SLACK_AUTHORIZE_URL: `${url}/oauth/v2/authorize`,
    SLACK_API_URL: `${url}/api/`,
  };
}
