import { Injectable, Logger } from '@nestjs/common';
import { SlackClients } from '../../workspace/slack-clients';
import { Workspaces } from '../../workspace/workspaces';
import type { SlackPerson } from '../asked';
import type { Reply } from '../reply/reply';
import { ResponseUrls } from './response-urls';

/** Tells one person something that nobody else sees, where they are or else by direct message. */
@Injectable()
export class PrivateWord {
  private readonly logger = new Logger(PrivateWord.name);

  constructor(
    private readonly responses: ResponseUrls,
    private readonly workspaces: Workspaces,
    private readonly clients: SlackClients,
  ) {}

  /**
   * Says it by `responseUrl` if that still works: it does for half an hour and five messages, and a form may stay
   * open for longer. Never throws.
   */
  async say(
    person: SlackPerson,
    reply: Reply,
    { responseUrl, replace }: { responseUrl?: string; replace: boolean },
  ): Promise<void> {
    if (responseUrl !== undefined && (await this.responses.say(responseUrl, reply, replace))) return;
    try {
      await this.write(person, reply);
    } catch (error) {
      const { code } = error as { code?: unknown };
      this.logger.warn({ teamId: person.teamId, code }, 'somebody was not told what came of a form');
    }
  }

  private async write(person: SlackPerson, { text, blocks }: Reply): Promise<void> {
    const workspace = await this.workspaces.serving(person);
    if (!workspace) return;
    const client = await this.clients.of(workspace.id);
    await client.chat.postMessage({ channel: person.slackUserId, text, blocks });
  }
}
