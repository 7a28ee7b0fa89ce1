import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock';
import { hashOfToken } from '../../common/secrets/one-time-token';
import { PreferencesService } from '../../notifications/preferences/preferences.service';
import { BindingRepository } from '../workspace/binding.repository';
import { InvalidLink } from './invalid-link';
import { type OfferedLink, SlackLinkRepository } from './slack-link.repository';

/** Links people to Slack users. */
@Injectable()
export class SlackLinking {
  private readonly logger = new Logger('Slack');

  constructor(
    private readonly database: DataSource,
    private readonly links: SlackLinkRepository,
    private readonly bindings: BindingRepository,
    private readonly preferences: PreferencesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Uses a link up, and binds the Slack user to whom it was shown. An earlier binding to somebody else ends: only
   * that Slack user has seen the link.
   * @throws InvalidLink
   */
  async link(userId: string, token: string): Promise<OfferedLink> {
    const now = this.clock.now();
    const link = await this.database.transaction(async (manager) => {
      const used = await this.links.consume(manager, hashOfToken(token), now);
      if (!used) throw new InvalidLink();
      await this.preferences.ensure(userId, now, manager);
      await this.bindings.bind(manager, { ...used, userId });
      return used;
    });
    this.logger.log({ userId, integrationId: link.integrationId, teamId: link.teamId }, 'linked');
    return link;
  }
}
