import { Injectable } from '@nestjs/common';
import { refusal } from '../reply/problem-reply';
import type { Reply } from '../reply/reply';
import { Answers, type Subcommand, type Understood } from '../subcommand';
import { Withdrawal } from './withdrawal';
import { withdrawnReply } from './withdrawn-reply';

/** `undo` */
@Injectable()
@Answers('undo')
export class UndoCommand implements Subcommand<'undo'> {
  readonly writes = true;

  constructor(private readonly withdrawal: Withdrawal) {}

  async answer({ asker: { user } }: Understood<'undo'>): Promise<Reply> {
    const entry = await this.withdrawal.last(user.id);
    return entry ? withdrawnReply(entry, user.timezone) : refusal('nothing_to_undo');
  }
}
