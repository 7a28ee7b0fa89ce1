import { StoredMessage } from './message';
import { WorkspaceDirectory } from './workspace.directory';

/** The ids of the users who see a message: one, or a whole channel, or nobody once it is deleted. */
export function seenBy(directory: WorkspaceDirectory, message: StoredMessage): string[] {
  if (message.deleted) return [];
  if (message.ephemeralTo !== null) return [message.ephemeralTo];
  const { user } = directory.channel(message.channel);
  if (user !== null) return [user];
  const people = [...directory.workspace(message.teamId).users.values()];
  return people.filter(({ deleted, isBot }) => !deleted && !isBot).map(({ id }) => id);
}
