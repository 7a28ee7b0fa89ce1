import { JsonObject } from './json.value';
import { SlackUser } from './workspace';
import { World } from './world';

/** The workspace that the app was installed into for a user; null when the whole organisation was. */
export function installedTeamOf({ oauth, client, directory }: World, user: SlackUser): string | null {
  const { enterprise } = directory.workspace(user.teamId);
  const orgWide = enterprise && oauth.grantOf(directory.account(enterprise.id), client.id);
  const alone = oauth.grantOf(directory.account(user.teamId), client.id);
  return orgWide && !alone ? null : user.teamId;
}

/** The fields of an interaction that say who did it and where. */
export function senderToWire(world: World, user: SlackUser): JsonObject {
  const { app, directory } = world;
  const { id, domain, enterprise } = directory.workspace(user.teamId);
  const belongs = enterprise && { enterprise_id: enterprise.id, enterprise_name: enterprise.name };
  return {
    user: { id: user.id, username: user.handle, name: user.handle, team_id: id },
    api_app_id: app.id,
    token: app.verificationToken,
    team: { id, domain, ...belongs },
    enterprise: enterprise && { id: enterprise.id, name: enterprise.name },
    is_enterprise_install: installedTeamOf(world, user) === null,
  };
}
