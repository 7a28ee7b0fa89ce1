import { Injectable } from '@nestjs/common';
import { sections } from '../reply/blocks';
import type { Reply } from '../reply/reply';
import { Answers, type Subcommand, type Understood } from '../subcommand';
import { identityOf } from './identity';

/** `link`, for people who are linked already: others are offered a link whatever they type. */
@Injectable()
@Answers('link')
export class LinkCommand implements Subcommand<'link'> {
  readonly writes = false;

  answer({ asker }: Understood<'link'>): Reply {
    const text = `You are linked as ${identityOf(asker)}. To link another account, unlink this one in the web app first.`;
    return { text, blocks: sections([text]) };
  }
}
