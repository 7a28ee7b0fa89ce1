import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { BlockAction, ButtonAction } from '@slack/bolt';
import { SlackApp } from '../../requests/slack-app';
import { ACTION } from '../action-ids';
import { EntryButtons } from '../entry-buttons';
import type { Reply } from '../reply/reply';
import { TimeCommand } from '../time-command';
import { inTime } from './in-time';
import { personOfInteraction } from './person';
import { ResponseUrls } from './response-urls';
import { said } from './said';

const OURS = /^time_/;

/** Handles clicks on the buttons of `/time`. The reply takes the place of the message with the button. */
@Injectable()
export class ButtonListener implements OnModuleInit {
  constructor(
    private readonly slack: SlackApp,
    private readonly time: TimeCommand,
    private readonly entries: EntryButtons,
    private readonly responses: ResponseUrls,
  ) {}

  onModuleInit(): void {
    const buttons = { type: 'block_actions', action_id: OURS } as const;
    this.slack.app.action<BlockAction<ButtonAction>>(buttons, async ({ body, action, ack }) => {
      const work = this.hear(body, action);
      await inTime(work);
      await ack();
      await work;
    });
  }

  private async hear(body: BlockAction<ButtonAction>, action: ButtonAction): Promise<void> {
    if (action.action_id === ACTION.connect) return;
    const { reply, failed } = await said(() => this.carryOut(body, action));
    if (reply && body.response_url) await this.responses.say(body.response_url, reply, !failed);
  }

  private carryOut(body: BlockAction<ButtonAction>, action: ButtonAction): Promise<Reply | null> {
    const { action_id: actionId, block_id: question, value = '' } = action;
    const place = {
      ...personOfInteraction(body),
      triggerId: body.trigger_id,
      responseUrl: body.response_url ?? null,
    };
    if (actionId === ACTION.undo || actionId === ACTION.edit) {
      return this.entries.press({ ...place, actionId, entryId: value });
    }
    return this.time.answer({ ...place, text: value, question, again: actionId === ACTION.again });
  }
}
