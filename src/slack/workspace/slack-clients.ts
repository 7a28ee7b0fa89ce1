import { Injectable } from '@nestjs/common';
import type { WebClient } from '@slack/web-api';
import { FallbackWorkspace } from './fallback-workspace';
import { SlackTransport } from './slack-transport';
import { WorkspaceRepository } from './workspace.repository';

/** The app is not installed there any more, so there is no token. */
export class NotInstalled extends Error {
  constructor() {
    super('The app is not installed in this workspace any more.');
    this.name = NotInstalled.name;
  }
}

/** Clients of Slack's Web API, each with the token of one workspace. */
@Injectable()
export class SlackClients {
  constructor(
    private readonly workspaces: WorkspaceRepository,
    private readonly fallback: FallbackWorkspace,
    private readonly transport: SlackTransport,
  ) {}

  /**
   * A client for one piece of work: its token is opened now, and is not kept.
   * @throws NotInstalled, SecretUnreadable, and what `auth.test` of `SLACK_BOT_TOKEN` throws
   */
  async of(integrationId: string): Promise<WebClient> {
    const workspace = await this.workspaces.find(integrationId);
    if (!workspace?.isActive) throw new NotInstalled();
    const token = this.workspaces.tokenOf(workspace) ?? (await this.fallback.tokenFor(workspace.workspaceId));
    if (token === undefined) throw new NotInstalled();
    return this.transport.client(token);
  }
}
