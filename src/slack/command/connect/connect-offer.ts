import { Injectable } from '@nestjs/common';
import { SlackLinks } from '../../linking/slack-links';
import { PROBLEM_TEXTS } from '../../time-command/problem-texts';
import { ACTION } from '../action-ids';
import type { SlackPerson } from '../asked';
import { plain } from '../reply/blocks';
import { refusal } from '../reply/problem-reply';
import type { Reply } from '../reply/reply';
import type { Workspace } from '../who/asker';

/** Offers an unknown Slack user a one-time link to connect their account. */
@Injectable()
export class ConnectOffer {
  constructor(private readonly links: SlackLinks) {}

  /** A refusal with a button, which is a one-time link to bind the Slack user to an account. */
  async offer(workspace: Workspace, { teamId, slackUserId, slackUsername }: SlackPerson): Promise<Reply> {
    const url = await this.links.create({ integrationId: workspace.id, teamId, slackUserId, slackUsername });
    const text = plain('Connect your account');
    const buttons = [{ type: 'button', action_id: ACTION.connect, text, url, style: 'primary' } as const];
    const { message } = PROBLEM_TEXTS.not_linked;
    return refusal('not_linked', {
      message: `${message} The link is for you alone and works once.`,
      buttons,
    });
  }
}
