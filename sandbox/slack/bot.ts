import { Site } from './site';
import { Bot } from './workspace';
import { WorkspaceDirectory } from './workspace.directory';

/** The app's bot where it is installed; an organisation has one for all of its workspaces. */
export function botOf(directory: WorkspaceDirectory, site: Site): Bot {
  const [workspace] = directory.workspacesOf(site);
  if (!workspace) throw new RangeError(`${site.email} has no workspace`);
  return workspace.bot;
}
