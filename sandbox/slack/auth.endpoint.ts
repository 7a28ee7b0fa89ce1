import { ApiRequest } from '../simulator/api.request';
import { Reply } from '../simulator/reply';
import { Arguments } from './arguments';
import { authenticate } from './bearer';
import { botOf } from './bot';
import { announceEnd, endInstallation } from './installation.end';
import { ok, slackError } from './slack.error';
import { World } from './world';

/** `auth.test`: whose token this is; a header names its scopes. */
export function testAuth(world: World, request: ApiRequest): Reply {
  const { site, scopes } = authenticate(world, request);
  const { team, enterprise } = site;
  const bot = botOf(world.directory, site);
  const reply = ok({
    url: `https://${team?.domain ?? enterprise?.name.toLowerCase() ?? ''}.slack.com/`,
    team: team?.name ?? enterprise?.name,
    user: world.app.name,
    team_id: team?.id ?? enterprise?.id,
    user_id: bot.userId,
    bot_id: bot.botId,
    ...(enterprise && { enterprise_id: enterprise.id }),
    is_enterprise_install: team === null,
  });
  return { ...reply, headers: { ...reply.headers, 'x-oauth-scopes': [...scopes].join(',') } };
}

/** `auth.revoke`: the token dies, and as it is the app's only one there, so does the installation. `test`: only tell. */
export function revokeAuth(world: World, request: ApiRequest): Reply {
  const installation = authenticate(world, request);
  if (new Arguments(request).flag('test')) return ok({ revoked: false });
  endInstallation(world, installation, 'token_revoked');
  void announceEnd(world, installation.site, ['tokens_revoked', 'app_uninstalled']);
  return ok({ revoked: true });
}

/** `apps.uninstall`: the app leaves; beside the token it wants the client's id and secret. */
export function uninstallApp(world: World, request: ApiRequest): Reply {
  const installation = authenticate(world, request);
  const form = new Arguments(request);
  if (form.text('client_id') !== world.client.id) return slackError('client_id_token_mismatch');
  if (form.text('client_secret') !== world.client.secret) return slackError('bad_client_secret');
  endInstallation(world, installation, 'account_inactive');
  void announceEnd(world, installation.site, ['app_uninstalled', 'tokens_revoked']);
  return ok();
}
