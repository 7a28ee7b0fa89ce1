import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { Clock } from '../../common/clock';
import { hashOfToken, newToken } from '../../common/secrets/one-time-token';
import { withoutSlash } from '../../config/base-address';
import { httpConfig } from '../../config/http.config';
import { InvalidLink } from './invalid-link';
import { type LinkedIdentity, type OfferedLink, SlackLinkRepository } from './slack-link.repository';

const LIFE_MS = 10 * 60 * 1000;

/**
 * One-time links by which Slack users show in the web app which account is theirs. Slack vouches for the Slack user,
 * since nobody else sees the link; the session in the web app vouches for the account.
 */
@Injectable()
export class SlackLinks {
  private readonly logger = new Logger('Slack');

  constructor(
    private readonly rows: SlackLinkRepository,
    private readonly clock: Clock,
    @Inject(httpConfig.KEY) private readonly http: ConfigType<typeof httpConfig>,
  ) {}

  /**
   * Makes a link for a Slack user. It is theirs alone: show it to nobody else.
   * @returns its address; the token stands behind the #, so that browsers send it to no server by themselves
   */
  async create(identity: LinkedIdentity): Promise<string> {
    const token = newToken();
    const expiresAt = new Date(this.clock.now().getTime() + LIFE_MS);
    await this.rows.add({ ...identity, tokenHash: hashOfToken(token), expiresAt });
    const { integrationId, teamId } = identity;
    this.logger.log({ integrationId, teamId }, 'link offered');
    return `${withoutSlash(this.http.frontendUrl.href)}/slack/link#token=${token}`;
  }

  /** The Slack user whom a link would bind; the link stays valid. @throws InvalidLink */
  async preview(token: string): Promise<OfferedLink> {
    const link = await this.rows.find(hashOfToken(token), this.clock.now());
    if (!link) throw new InvalidLink();
    return link;
  }
}
