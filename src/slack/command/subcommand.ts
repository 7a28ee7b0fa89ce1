import { DiscoveryService } from '@nestjs/core';
import type { Command, CommandContext } from '../time-command/command';
import type { Asked } from './asked';
import type { Reply } from './reply/reply';
import type { LinkedAsker } from './who/asker';

/** A command that was read, with all that is known of who asks. */
export interface Understood<K extends Command['kind'] = Command['kind']> {
  command: Extract<Command, { kind: K }>;
  context: CommandContext;
  asked: Asked;
  asker: LinkedAsker;
}

/** Answers one kind of command. Kinds are plugins, found at boot. */
export interface Subcommand<K extends Command['kind'] = Command['kind']> {
  /** Whether it changes anything, which viewers may not. */
  readonly writes: boolean;
  /** Answers; null says nothing, because something else is shown. @throws Problem, whose detail is told */
  answer(understood: Understood<K>): Promise<Reply | null> | Reply;
}

/** The kinds of command that have an answer. */
export type AnsweredKind = Exclude<Command['kind'], 'problem'>;

/** Marks a provider as the one that answers a kind of command. */
export const Answers = DiscoveryService.createDecorator<AnsweredKind>();
