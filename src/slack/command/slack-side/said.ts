import { Logger } from '@nestjs/common';
import { Problem } from '../../../common/errors/problem';
import { PROBLEM_TEXTS } from '../../time-command/problem-texts';
import { problemReply, refusal } from '../reply/problem-reply';
import type { Reply } from '../reply/reply';

/** What came of a request: something to say, or null for nothing. */
export interface Said {
  reply: Reply | null;
  /** It was not carried out: the message with the button stays as it is. */
  failed: boolean;
}

const logger = new Logger('Slack');

/** Does what a person asks for; a failure becomes a reply in words. Never throws. */
export async function said(work: () => Promise<Reply | null>): Promise<Said> {
  try {
    return { reply: await work(), failed: false };
  } catch (error) {
    return { reply: inWords(error), failed: true };
  }
}

function inWords(error: unknown): Reply {
  if (error instanceof Problem) return problemReply({ code: error.code, message: detailOf(error) });
  logger.error({ err: error }, 'a command was not answered');
  return refusal('unavailable');
}

/** A problem in words for people: of several wrong fields, the first. */
export function detailOf({ code, detail, extensions }: Problem): string {
  const [first] = (extensions.errors ?? []) as { pointer: string; detail: string }[];
  if (first) return `${first.pointer.slice(1).replaceAll('_', ' ')} ${first.detail}.`;
  return code === 'not_found' ? PROBLEM_TEXTS.not_found.message : detail;
}
