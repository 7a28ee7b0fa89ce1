import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { discovered } from '../../common/discovered';
import { RefusesToStart } from '../../common/errors/refuses-to-start';
import { KEYWORDS } from '../time-command/command';
import { type AnsweredKind, Answers, type Subcommand } from './subcommand';

/** All that `/time` can do. It finds out at boot, and refuses to leave a word of the grammar without an answer. */
@Injectable()
export class Subcommands implements OnModuleInit {
  private known = new Map<string, Subcommand>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    this.known = discovered<Subcommand, AnsweredKind>(this.discovery, Answers, 'subcommands of /time');
    const silent = [...KEYWORDS, 'log', 'form'].filter((kind) => !this.known.has(kind));
    if (silent.length > 0) throw new RefusesToStart(`/time has no answer to: ${silent.join(', ')}.`);
  }

  /** @param kind of a command, all of which have an answer: the start makes sure of that */
  get(kind: string): Subcommand {
    return this.known.get(kind)!;
  }
}
