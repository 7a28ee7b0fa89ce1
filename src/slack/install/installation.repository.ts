import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock';
import { PreferencesService } from '../../notifications/preferences/preferences.service';
import { BindingRepository } from '../workspace/binding.repository';
import { WorkspaceRepository } from '../workspace/workspace.repository';
import type { Installer } from './installer-identity';
import type { SlackGrant } from './slack-grant';

/** A workspace or organisation in which the app is installed now. */
export interface InstalledWorkspace {
  integrationId: string;
  workspaceId: string;
  workspaceName: string;
}

/** Stores installations whole, or not at all. */
@Injectable()
export class InstallationRepository {
  constructor(
    private readonly database: DataSource,
    private readonly workspaces: WorkspaceRepository,
    private readonly bindings: BindingRepository,
    private readonly preferences: PreferencesService,
    private readonly clock: Clock,
  ) {}

  /**
   * @param userId who installed it; the Slack user `installer` is bound to them, even if they were bound to somebody
   * else
   */
  async store(userId: string, grant: SlackGrant, installer?: Installer): Promise<InstalledWorkspace> {
    const installedAt = this.clock.now();
    const { installation, token } = grant;
    const integrationId = await this.database.transaction(async (manager) => {
      const id = await this.workspaces.install(manager, { ...installation, userId, installedAt }, token);
      if (installer) {
        await this.bindings.bind(manager, { ...installer, userId, integrationId: id });
        await this.preferences.ensure(userId, installedAt, manager);
      }
      return id;
    });
    const { workspaceId, workspaceName } = installation;
    return { integrationId, workspaceId, workspaceName };
  }
}
