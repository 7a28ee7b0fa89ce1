import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SlackIntegration } from '../workspace/slack-integration.entity';
import { SlackUserBinding } from '../workspace/slack-user-binding.entity';

/** The Slack user that a person is in one workspace, with the workspace. */
export type OwnBinding = SlackUserBinding & { integration: SlackIntegration };

/** The Slack users that a person is linked to. */
@Injectable()
export class OwnBindingsRepository {
  constructor(private readonly database: DataSource) {}

  /** A person's bindings in all workspaces, also those that no longer work; the latest comes first. */
  async list(userId: string): Promise<OwnBinding[]> {
    const bindings = await this.database.manager.find(SlackUserBinding, {
      where: { userId },
      relations: { integration: true },
      order: { updatedAt: 'DESC', id: 'ASC' },
    });
    return bindings as OwnBinding[];
  }

  /**
   * Switches off a binding as it was read: one that was renewed in the meantime is left alone.
   * @returns whether it was on
   */
  async switchOff({ id, updatedAt }: SlackUserBinding, reason: string): Promise<boolean> {
    const off = { isActive: false, statusDetail: reason };
    const { affected } = await this.database.manager.update(
      SlackUserBinding,
      { id, updatedAt, isActive: true },
      off,
    );
    return affected === 1;
  }
}

/** Whether a binding works: as far as we know, a message would arrive there. */
export function isAlive({ isActive, integration }: OwnBinding): boolean {
  return isActive && integration.isActive;
}
