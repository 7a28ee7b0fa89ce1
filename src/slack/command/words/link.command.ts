import { Injectable } from '@nestjs/common';
import { sections } from '../reply/blocks';
import type { Reply } from '../reply/reply';
import { Answers, type Subcommand, type Understood } from '../subcommand';
import { identityOf } from './identity';

/** `link`, of somebody who is linked: whoever is not is offered a link whatever they type. */
@Injectable()
@Answers('link')
export class LinkCommand implements Subcommand<'link'> {
  readonly writes = false;

  answer({ asker }: Understood<'link'>): Reply {
    const text = `You are linked as ${identityOf(asker)}. To be somebody else, unlink in the web app first.`;
    return { text, blocks: sections([text]) };
  }
}
