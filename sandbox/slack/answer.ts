import { Arguments } from './arguments';
import { MessageOrigin, StoredMessage } from './message';
import { readContent, wholeContent } from './message.arguments';
import { Channel } from './workspace';
import { World } from './world';

/** Whom an answer is for, and where. */
export interface AnswerTarget {
  channel: Channel;
  userId: string;
}

/** Shows what a service answers: to the user alone unless it says `in_channel`. @throws Refusal for bad content */
export function showAnswer(
  { messages }: World,
  { channel, userId }: AnswerTarget,
  args: Arguments,
  origin: MessageOrigin,
): StoredMessage {
  const inChannel = args.text('response_type') === 'in_channel';
  return messages.add({
    ...wholeContent(readContent(args)),
    channel: channel.id,
    teamId: channel.teamId,
    origin,
    threadTs: args.text('thread_ts') ?? null,
    ephemeralTo: inChannel ? null : userId,
  });
}
