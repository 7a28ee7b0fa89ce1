import { JsonObject } from './json.value';
import { StoredView } from './view';
import { World } from './world';

/** A modal as answers and interactions show it, with what has been typed and picked so far. */
export function viewToWire({ app, directory }: World, view: StoredView, values: JsonObject = {}): JsonObject {
  const { id, teamId, rootId, previousId, hash, content } = view;
  const { bot } = directory.workspace(teamId);
  return {
    id,
    team_id: teamId,
    type: 'modal',
    ...content,
    state: { values },
    hash,
    root_view_id: rootId,
    previous_view_id: previousId,
    app_id: app.id,
    app_installed_team_id: teamId,
    bot_id: bot.botId,
  };
}
