import { Injectable } from '@nestjs/common';
import type { Log } from '../../time-command/command';
import { resolveTargets } from '../../time-command/resolve-targets';
import { problemReply, refusal } from '../reply/problem-reply';
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
      ...{ userId: asker.user.id, projectId, clientId, log: command },
      ...{ ...context, question, again },
    });
    return this.tell(logged, command, asker.user);
  }

  private async tell(
    { kind, entryId }: Logged,
    log: Log,
    { id, timezone }: { id: string; timezone: string },
  ): Promise<Reply> {
    const entry = entryId === null ? null : await this.teller.find(entryId, id);
    if (!entry) return refusal('not_found', { message: 'That entry was taken back since.' });
    if (kind === 'duplicate') return duplicateReply(log.input, entry, timezone);
    const notes = log.notes.map(({ text }) => text);
    return this.teller.reply(entry, { done: 'Logged', userId: id, zone: timezone, notes });
  }
}
