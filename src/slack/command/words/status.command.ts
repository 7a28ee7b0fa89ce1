import { Injectable } from '@nestjs/common';
import { fields, sections } from '../reply/blocks';
import { safeLine } from '../reply/safe-line';
import { type Reply, textOf } from '../reply/reply';
import { Answers, type Subcommand, type Understood } from '../subcommand';
import { identityOf } from './identity';

/** `status` */
@Injectable()
@Answers('status')
export class StatusCommand implements Subcommand<'status'> {
  readonly writes = false;

  answer({ asker }: Understood<'status'>): Reply {
    const line = `You are linked as ${identityOf(asker)}.`;
    const facts: [string, string][] = [
      ['Workspace', safeLine(asker.workspace.workspaceName, 200)],
      ['Time zone', safeLine(asker.user.timezone)],
      ['Role', asker.user.role],
    ];
    return {
      text: textOf([line, ...facts.map(([name, value]) => `${name}: ${value}`)]),
      blocks: [...sections([line]), fields(facts)],
    };
  }
}
