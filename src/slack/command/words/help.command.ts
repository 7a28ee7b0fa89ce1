import { Injectable } from '@nestjs/common';
import { helpText } from '../../time-command/help-text';
import { sections } from '../reply/blocks';
import { escaped } from '../../text/escaped';
import type { Reply } from '../reply/reply';
import { Answers, type Subcommand } from '../subcommand';

/** `help` */
@Injectable()
@Answers('help')
export class HelpCommand implements Subcommand<'help'> {
  readonly writes = false;

  answer(): Reply {
    const text = `\`\`\`\n${escaped(helpText())}\n\`\`\``;
    return { text, blocks: sections([text]) };
  }
}
