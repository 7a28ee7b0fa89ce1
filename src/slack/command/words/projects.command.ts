import { Injectable } from '@nestjs/common';
import type { Catalogue } from '../../time-command/resolve-targets';
import { slugOf } from '../../time-command/slug';
import { CatalogueRepository } from '../log/catalogue.repository';
import { sections } from '../reply/blocks';
import { fitting } from '../reply/fitting';
import { safeLine } from '../reply/safe-line';
import { type Reply, textOf } from '../reply/reply';
import { Answers, type Subcommand } from '../subcommand';

/** `projects` */
@Injectable()
@Answers('projects')
export class ProjectsCommand implements Subcommand<'projects'> {
  readonly writes = false;

  constructor(private readonly catalogue: CatalogueRepository) {}

  async answer(): Promise<Reply> {
    const lines = linesOf(await this.catalogue.read());
    return { text: textOf(lines), blocks: sections(lines) };
  }
}

function linesOf({ projects, clients }: Catalogue): string[] {
  if (projects.length === 0) return ['There are no projects yet. Create the first one in the web app.'];
  const clientOf = new Map(clients.map(({ id, name }) => [id, name]));
  const lines = projects.map(({ name, clientId, id }) => {
    const client = clientOf.get(clientId) ?? '';
    return `\`#${safeLine(slugOf(name) || id, 200)}\` ${safeLine(name, 200)} (${safeLine(client, 200)})`;
  });
  const shown = fitting(lines);
  const more = lines.length - shown.length;
  return [...shown, ...(more > 0 ? [`… and ${more} more in the web app.`] : [])];
}
