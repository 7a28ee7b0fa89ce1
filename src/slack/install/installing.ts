import { Injectable, Logger } from '@nestjs/common';
import { InvalidState } from '../../calendars/connections/invalid-state';
import { type CallbackProof, OAuthStateRepository } from '../../calendars/connections/oauth-state.repository';
import { InstallationRepository, type InstalledWorkspace } from './installation.repository';
import { InstallerIdentity } from './installer-identity';
import { SlackOAuth } from './slack-oauth';

/** What Slack is called in OAuth states and in addresses. */
export const SLACK = 'slack';

/** Installs the app in workspaces and organisations by OAuth. */
@Injectable()
export class Installing {
  private readonly logger = new Logger('OAuth');

  constructor(
    private readonly oauth: SlackOAuth,
    private readonly states: OAuthStateRepository,
    private readonly identity: InstallerIdentity,
    private readonly installations: InstallationRepository,
  ) {}

  /** Begins an installation. @throws ProviderNotConfigured */
  async authorize(begun: {
    userId: string;
    browser: string;
    returnTo: string;
  }): Promise<{ authUrl: string; state: string }> {
    this.oauth.requireConfigured();
    // There is nothing to verify later: see authorizationUrl().
    const state = await this.states.begin({ ...begun, provider: SLACK, codeVerifier: '' });
    this.logger.log({ provider: SLACK, userId: begun.userId }, 'authorization begun');
    return { authUrl: this.oauth.authorizationUrl(state), state };
  }

  /**
   * Finishes an installation: uses up the state, redeems the code, stores the workspace, and binds the Slack user who
   * installed it to the user who began.
   * @throws ProviderNotConfigured, InvalidState, OAuthFailed, MissingScope, and Slack's own troubles
   */
  async install(
    callback: { code: string; state: string },
    proof: CallbackProof,
  ): Promise<InstalledWorkspace> {
    this.oauth.requireConfigured();
    const begun = await this.states.consume(callback.state, SLACK, proof);
    if (!begun) throw new InvalidState();
    const grant = await this.oauth.redeem(callback.code);
    const installer = await this.identity.of(grant);
    const installed = await this.installations.store(begun.userId, grant, installer);
    const { workspaceId, integrationId } = installed;
    this.logger.log({ provider: SLACK, userId: begun.userId, workspaceId, integrationId }, 'app installed');
    return installed;
  }
}
