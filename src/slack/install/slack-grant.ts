import type { OauthV2AccessResponse } from '@slack/web-api';
import { MissingScope, OAuthFailed, ProviderMisconfigured } from '../../calendars/provider/provider-errors';
import type { Installation } from '../workspace/workspace.repository';

/** What the app asks for: https://docs.slack.dev/reference/scopes */
export const SCOPES = ['commands', 'chat:write', 'im:write', 'users:read'];
/** Without these the app can do nothing; the others add comfort. */
const NEEDED = ['commands', 'chat:write'];

/** What Slack gives for a code. */
export interface SlackGrant {
  token: string;
  installation: Omit<Installation, 'userId' | 'installedAt'>;
  /** Who installed it: their id, and the team if the app is installed for one team. */
  installer: { slackUserId: string; teamId?: string };
}

/**
 * Reads the answer of `oauth.v2.access`: https://docs.slack.dev/reference/methods/oauth.v2.access
 * @throws OAuthFailed, MissingScope, ProviderMisconfigured
 */
export function grantIn(answer: OauthV2AccessResponse): SlackGrant {
  const { access_token: token, token_type, authed_user, expires_in } = answer;
  const isEnterpriseInstall = answer.is_enterprise_install === true;
  const site = isEnterpriseInstall ? answer.enterprise : answer.team;
  // A grant of user scopes alone installs no bot.
  if (token === undefined || token_type !== 'bot' || !site?.id || !authed_user?.id) {
    throw new OAuthFailed('Slack installed no bot. Start again.');
  }
  const scopes = (answer.scope ?? '').split(',').filter((scope) => scope !== '');
  if (!NEEDED.every((scope) => scopes.includes(scope))) {
    throw new MissingScope(
      'The app was not allowed to post messages and take commands. Install it again and allow both.',
    );
  }
  if (expires_in !== undefined) {
    // https://docs.slack.dev/authentication/using-token-rotation
    throw new ProviderMisconfigured(
      'Token rotation is on in the settings of the Slack app, so its tokens would expire every 12 hours.',
    );
  }
  return {
    token,
    installation: {
      workspaceId: site.id,
      workspaceName: site.name ?? site.id,
      enterpriseId: answer.enterprise?.id ?? null,
      isEnterpriseInstall,
      appId: answer.app_id ?? null,
      botUserId: answer.bot_user_id ?? null,
      scopes,
    },
    installer: { slackUserId: authed_user.id, ...(!isEnterpriseInstall && { teamId: site.id }) },
  };
}
