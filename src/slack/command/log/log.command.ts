import { Injectable } from '@nestjs/common';
import type { User } from '../../../accounts/users/user.entity';
import type { Log } from '../../time-command/command';
import { resolveTargets } from '../../time-command/resolve-targets';
import { problemReply } from '../reply/problem-reply';
import type { Reply } from '../reply/reply';
import { Answers, type Subcommand, type Understood } from '../subcommand';
import { CatalogueRepository } from './catalogue.repository';
import { duplicateReply } from './duplicate-reply';
import { EntryTeller } from './entry-teller';
import { targetTrouble } from './target-problem';
import { type Logged, WorkLog } from './work-log';

/** `2h #acme: design` */
@Injectable()
@Answers('log')
export class LogCommand implements Subcommand<'log'> {
  readonly writes = true;

  constructor(
    private readonly catalogue: CatalogueRepository,
    private readonly work: WorkLog,
    private readonly teller: EntryTeller,
  ) {}

  async answer({ command, context, asked, asker }: Understood<'log'>): Promise<Reply> {
    const catalogue = await this.catalogue.read();
    const targets = resolveTargets(command, catalogue);
    if (targets.kind === 'problem') {
      return problemReply(targetTrouble(command, targets, catalogue, context));
    }
    const { projectId, clientId } = targets;
    const { question, again } = asked;
    const logged = await this.work.log({
      ...context,
      userId: asker.user.id,
      log: command,
      projectId,
      clientId,
      question,
      again,
    });
    return this.tell(logged, command, asker.user);
  }

  private async tell(
    { kind, entryId }: Logged,
    { input, notes }: Log,
    { id: userId, timezone: zone }: User,
  ): Promise<Reply> {
    const first = kind === 'duplicate' ? await this.teller.find(entryId, userId) : null;
    if (first) return duplicateReply(input, first, zone);
    const said = notes.map(({ text }) => text);
    return this.teller.tell(entryId, { done: 'Logged', userId, zone, notes: said });
  }
}
