import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { AckFn, RespondArguments, SlashCommand } from '@slack/bolt';
import { SlackApp } from '../../requests/slack-app';
import { TimeCommand } from '../time-command';
import { inTime } from './in-time';
import { personOfCommand } from './person';
import { ResponseUrls } from './response-urls';
import { said, type Said } from './said';

/** Whatever the app's manifest calls the command. */
const ANY = /^\//;

/** Handles `/time`. The answer to Slack's request is the reply itself, unless it takes too long. */
@Injectable()
export class CommandListener implements OnModuleInit {
  constructor(
    private readonly slack: SlackApp,
    private readonly time: TimeCommand,
    private readonly responses: ResponseUrls,
  ) {}

  onModuleInit(): void {
    this.slack.app.command(ANY, ({ command, ack }) => this.hear(command, ack));
  }

  private async hear(command: SlashCommand, ack: AckFn<string | RespondArguments>): Promise<void> {
    const work = said(() => this.time.answer(askedBy(command)));
    const early = await inTime(work);
    if (early.done) return ack(messageOf(early.value));
    await ack({ response_type: 'ephemeral', text: ':hourglass_flowing_sand: Working on it…' });
    const { reply } = await work;
    if (reply) await this.responses.say(command.response_url, reply, true);
    else await this.responses.takeBack(command.response_url);
  }
}

function askedBy(command: SlashCommand): Parameters<TimeCommand['answer']>[0] {
  return {
    ...personOfCommand(command),
    text: command.text ?? '',
    triggerId: command.trigger_id,
    responseUrl: command.response_url ?? null,
    question: null,
    again: false,
  };
}

function messageOf({ reply }: Said): RespondArguments | undefined {
  return reply ? { response_type: 'ephemeral', ...reply } : undefined;
}
