import { ApiRequest } from '../simulator/api.request';
import { verifies } from '../simulator/pkce';
import { Reply } from '../simulator/reply';
import { Arguments } from './arguments';
import { botOf } from './bot';
import { ok, slackError } from './slack.error';
import { World } from './world';

/** `POST /api/oauth.v2.access`: a code for a bot token. https://docs.slack.dev/reference/methods/oauth.v2.access */
export function exchangeCode(world: World, request: ApiRequest): Reply {
  const { client, oauth, installations, app, directory } = world;
  const form = new Arguments(request);
  const { id, secret } = credentialsOf(request);
  if (id !== client.id) return slackError('invalid_client_id');
  if (secret !== client.secret) return slackError('bad_client_secret');
  if ((form.text('grant_type') ?? 'authorization_code') !== 'authorization_code')
    return slackError('invalid_grant_type');
  const text = form.text('code') ?? '';
  const code = oauth.takeCode(text);
  const installer = installations.installerOf(text);
  if (!code || !installer) return slackError('invalid_code');
  const redirectUri = form.text('redirect_uri');
  // Named in the request, it must be named again, letter by letter; else it may be left out.
  if (redirectUri !== (installer.namedRedirect ? code.redirectUri : redirectUri && code.redirectUri))
    return slackError('bad_redirect_uri');
  if (code.challenge && !verifies(form.text('code_verifier') ?? '', code.challenge))
    return slackError('invalid_code_verifier');

  const { team, enterprise } = code.grant.account;
  return ok({
    access_token: installations.tokenFor(code.grant),
    token_type: 'bot',
    scope: [...code.grant.scopes].join(','),
    bot_user_id: botOf(directory, code.grant.account).userId,
    app_id: app.id,
    team: team && { id: team.id, name: team.name },
    enterprise: enterprise && { id: enterprise.id, name: enterprise.name },
    authed_user: { id: installer.userId },
    is_enterprise_install: team === null,
  });
}

/** From HTTP Basic, which Slack prefers, or from the form. */
function credentialsOf({ headers, form }: ApiRequest): { id: string | null; secret: string | null } {
  const [, basic] = /^Basic (.+)$/i.exec(headers.authorization ?? '') ?? [];
  if (basic === undefined) return { id: form.get('client_id'), secret: form.get('client_secret') };
  const [id = '', ...rest] = Buffer.from(basic, 'base64').toString().split(':');
  return { id, secret: rest.join(':') };
}
