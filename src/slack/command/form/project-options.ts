import { LONGEST_LABEL } from '../../text/button-limits';
import { clip } from '../../text/clip';
import type { Catalogue } from '../../time-command/resolve-targets';
import type { ShownEntry } from '../log/shown-entry';
import { plain } from '../reply/blocks';
import type { Option, OptionGroup } from './modal';

/** Slack takes 100 groups of 100 options, and 250 kB for the whole modal. */
const MOST_GROUPS = 100;
const MOST_IN_GROUP = 100;
const MOST = 800;

/** Projects to pick from, below their clients. The project that an entry has is offered even if it is archived. */
export function projectOptions({ projects, clients }: Catalogue, entry?: ShownEntry): OptionGroup[] {
  const kept = keptOption(entry);
  const isListed = kept === undefined || projects.some(({ id }) => id === kept.value);
  const groups = isListed ? [] : [{ label: plain('Current project'), options: [kept] }];
  let left = MOST;
  for (const client of clients) {
    const options = projects
      .filter(({ clientId }) => clientId === client.id)
      .slice(0, Math.min(MOST_IN_GROUP, left))
      .map(({ id, name }) => option(name, id));
    left -= options.length;
    if (options.length > 0) groups.push({ label: plain(clip(client.name, LONGEST_LABEL)), options });
  }
  return groups.slice(0, MOST_GROUPS);
}

/** The option that stands for an entry's project. */
export function keptOption(entry: ShownEntry | undefined): Option | undefined {
  return entry?.projectId ? option(entry.project ?? '', entry.projectId) : undefined;
}

function option(name: string, id: string): Option {
  return { text: plain(clip(name, LONGEST_LABEL)), value: id };
}
