import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Clock } from '../../common/clock';
import { Conflict, NotFound } from '../../common/errors/problem';
import { PROBLEM_TEXTS, type ProblemCode } from '../time-command/problem-texts';
import { ACTION } from './action-ids';
import type { Asked } from './asked';
import { ConnectOffer } from './connect/connect-offer';
import { EntryForm } from './form/entry-form';
import type { Reply } from './reply/reply';
import { Withdrawal } from './undo/withdrawal';
import { withdrawnReply } from './undo/withdrawn-reply';
import { type LinkedAsker, mayWrite } from './who/asker';
import { Askers } from './who/askers';

/**
 * A click on Undo or Edit. What the person may do depends on whose entry it is, not on the message with the button.
 */
export interface EntryClick extends Omit<Asked, 'text' | 'question' | 'again'> {
  actionId: typeof ACTION.undo | typeof ACTION.edit;
  entryId: string;
}

/** What the buttons below an entry do. */
@Injectable()
export class EntryButtons {
  constructor(
    private readonly askers: Askers,
    private readonly connect: ConnectOffer,
    private readonly withdrawal: Withdrawal,
    private readonly form: EntryForm,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the reply that takes the place of the entry; null if a form opens
   * @throws NotFound for what is gone or somebody else's, Conflict with the reason, Unavailable
   */
  async press(click: EntryClick): Promise<Reply | null> {
    const asker = await this.askers.find(click);
    if (asker.kind === 'uninstalled') throw refused('not_installed');
    if (asker.kind === 'unlinked') return this.connect.offer(asker.workspace, click);
    if (!mayWrite(asker)) throw refused('forbidden');
    if (!isUUID(click.entryId)) throw new NotFound('The time entry');
    return this.carryOut(asker, click);
  }

  private async carryOut(asker: LinkedAsker, click: EntryClick): Promise<Reply | null> {
    const { id, timezone: zone } = asker.user;
    const { actionId, entryId, triggerId, responseUrl } = click;
    if (actionId === ACTION.undo) return withdrawnReply(await this.withdrawal.one(id, entryId), zone);
    await this.form.openWith(asker, entryId, {
      triggerId,
      responseUrl,
      zoned: { now: this.clock.now(), zone },
    });
    return null;
  }
}

function refused(code: ProblemCode): Conflict {
  return new Conflict(PROBLEM_TEXTS[code].message, code);
}
