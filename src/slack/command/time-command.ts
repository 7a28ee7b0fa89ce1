import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { parse } from '../time-command/parse';
import type { Asked } from './asked';
import { ConnectOffer } from './connect/connect-offer';
import { problemReply, refusal } from './reply/problem-reply';
import { withSuggestion } from './reply/suggestion';
import type { Reply } from './reply/reply';
import { Subcommands } from './subcommands';
import { type LinkedAsker, mayWrite } from './who/asker';
import { Askers } from './who/askers';

/** Answers `/time`. It knows nothing of how a command comes in and its reply goes out. */
@Injectable()
export class TimeCommand {
  constructor(
    private readonly askers: Askers,
    private readonly connect: ConnectOffer,
    private readonly subcommands: Subcommands,
    private readonly clock: Clock,
  ) {}

  /**
   * The reply to a command; null for none. What it says was done is committed.
   * @throws Problem with a detail for people, and whatever the database throws
   */
  async answer(asked: Asked): Promise<Reply | null> {
    const now = this.clock.now();
    const asker = await this.askers.find(asked);
    if (asker.kind === 'uninstalled') return refusal('not_installed');
    if (asker.kind === 'unlinked') return this.connect.offer(asker.workspace, asked);
    return this.understood(asked, asker, now);
  }

  private async understood(asked: Asked, asker: LinkedAsker, now: Date): Promise<Reply | null> {
    const context = { now, zone: asker.user.timezone };
    const command = parse(asked.text, context);
    if (command.kind === 'problem') return problemReply(withSuggestion(command));
    const subcommand = this.subcommands.get(command.kind);
    if (subcommand.writes && !mayWrite(asker)) return refusal('forbidden');
    return subcommand.answer({ command, context, asked, asker });
  }
}
