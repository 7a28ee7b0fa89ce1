import { JsonObject } from './json.value';
import { StoredMessage } from './message';
import { World } from './world';

/** A message as the Web API and interactions show it; metadata only where they are asked for. */
export function messageToWire(
  { app, directory }: World,
  message: StoredMessage,
  withMetadata: boolean,
): JsonObject {
  const { bot } = directory.workspace(message.teamId);
  const { ts, text, blocks, attachments, metadata, editedAt, threadTs } = message;
  return {
    user: bot.userId,
    type: 'message',
    ts,
    bot_id: bot.botId,
    app_id: app.id,
    text,
    team: message.teamId,
    bot_profile: { id: bot.botId, app_id: app.id, name: app.name, team_id: message.teamId },
    ...(editedAt !== null && { edited: { user: bot.userId, ts: editedAt } }),
    ...(threadTs !== null && { thread_ts: threadTs }),
    ...(blocks.length > 0 && { blocks }),
    ...(attachments.length > 0 && {
      attachments: attachments.map((attachment, place) => ({
        id: place + 1,
        fallback: '[no preview]',
        ...attachment,
      })),
    }),
    ...(withMetadata && metadata && { metadata }),
  };
}
