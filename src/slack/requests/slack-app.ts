import { Injectable, type OnModuleInit } from '@nestjs/common';
import { App, type AuthorizeResult, type AuthorizeSourceData } from '@slack/bolt';
import { within } from '../../common/deadline';
import { NotInstalled } from '../workspace/slack-clients';
import { SlackLogger } from '../workspace/slack-logger';
import { SlackTransport } from '../workspace/slack-transport';
import { Workspaces } from '../workspace/workspaces';
import { SlackReceiver } from './slack-receiver';

/**
 * How long finding the workspace may take, since Slack may have to be asked; a command needs its answer within 3 s.
 */
const AUTHORIZE_MS = 900;

/** What every listener finds in its `context`, beside what Bolt puts there. */
export interface WorkspaceContext {
  /** The row of `slack_integrations` that serves the workspace; absent in events about its end. */
  integrationId: string;
}

/**
 * The Bolt app. Listeners register with `app` in their `onModuleInit`; the acknowledgement of a command carries the
 * reply. Its own `client` and `say` have no token, because most requests need none: use
 * `SlackClients.of(context.integrationId)`.
 */
@Injectable()
export class SlackApp implements OnModuleInit {
  readonly app: App<WorkspaceContext>;

  constructor(
    transport: SlackTransport,
    receiver: SlackReceiver,
    private readonly workspaces: Workspaces,
  ) {
    this.app = new App<WorkspaceContext>({
      receiver,
      authorize: (source) => this.authorize(source),
      deferInitialization: true,
      convoStore: false,
      logger: new SlackLogger(),
      clientOptions: { ...transport.options },
    });
    // Bolt's own handler would print the error; the receiver's caller decides what becomes of it.
    this.app.error((error) => Promise.reject(error));
  }

  async onModuleInit(): Promise<void> {
    await this.app.init();
  }

  /** @throws NotInstalled, and an Error when Slack is too slow; its late answer serves the next request */
  private async authorize(source: AuthorizeSourceData<boolean>): Promise<AuthorizeResult> {
    const { teamId, enterpriseId } = source;
    const workspace = await within(AUTHORIZE_MS, this.workspaces.serving({ teamId, enterpriseId }));
    if (!workspace) throw new NotInstalled();
    return {
      integrationId: workspace.id,
      ...(workspace.botUserId !== null && { botUserId: workspace.botUserId }),
    };
  }
}
