import { Injectable } from '@nestjs/common';
import { Workspaces } from '../../workspace/workspaces';
import type { SlackPerson } from '../asked';
import type { Asker } from './asker';
import { AskersRepository } from './askers.repository';

/** Finds out who asks, and whether the app is installed where they ask. */
@Injectable()
export class Askers {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly users: AskersRepository,
  ) {}

  /** Who a Slack user is to us: linked, not linked, or of a workspace that the app has left. */
  async find(person: SlackPerson): Promise<Asker> {
    const workspace = await this.workspaces.serving(person);
    if (!workspace) return { kind: 'uninstalled' };
    const user = await this.users.findUser(person);
    return user ? { kind: 'linked', workspace, user } : { kind: 'unlinked', workspace };
  }
}
