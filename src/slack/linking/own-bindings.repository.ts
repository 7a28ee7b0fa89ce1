import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SlackIntegration } from '../workspace/slack-integration.entity';
import { SlackUserBinding } from '../workspace/slack-user-binding.entity';

/** Who a person is in one workspace, and the workspace. */
export type OwnBinding = SlackUserBinding & { integration: SlackIntegration };

/** Who a person is in Slack. */
@Injectable()
export class OwnBindingsRepository {
  constructor(private readonly database: DataSource) {}

  /** In all workspaces, also where it does not work any more; what was linked last comes first. */
  async list(userId: string): Promise<OwnBinding[]> {
    const bindings = await this.database.manager.find(SlackUserBinding, {
      where: { userId },
      relations: { integration: true },
      order: { updatedAt: 'DESC', id: 'ASC' },
    });
    return bindings as OwnBinding[];
  }

  /** Switches a binding off as it was read: one that was made anew in the meantime is left alone. */
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

/** Whether it works: as far as we know, a message would arrive there. */
export function isAlive({ isActive, integration }: OwnBinding): boolean {
  return isActive && integration.isActive;
}
