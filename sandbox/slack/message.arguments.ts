import { Arguments } from './arguments';
import { withIds } from './block.ids';
import { problemsOfBlocks } from './block.rules';
import { isObject, JsonObject, objectsIn } from './json.value';
import { MessageContent } from './message';
import { invalid, refusal } from './slack.error';

/** Longer texts are cut, not refused: https://docs.slack.dev/changelog/2018-truncating-really-long-messages */
const LONGEST_TEXT = 40_000;
/** Nowhere written down, but measured by those who ran into it: https://github.com/slackapi/bolt-js/issues/2509 */
const LONGEST_BLOCKS = 13_200;

/** What a call says of a message: only the parts that it names. @throws Refusal for what Slack would refuse */
export function readContent(args: Arguments): Partial<MessageContent> {
  const text = args.text('text');
  const blocks = args.json('blocks', 'invalid_blocks_format');
  const attachments = args.json('attachments', 'invalid_attachments');
  const metadata = args.json('metadata', 'invalid_metadata_format');
  return {
    ...(text !== undefined && { text: text.slice(0, LONGEST_TEXT) }),
    ...(blocks !== undefined && { blocks: checkedBlocks(blocks) }),
    ...(attachments !== undefined && { attachments: checkedAttachments(attachments) }),
    ...(metadata !== undefined && { metadata: checkedMetadata(metadata) }),
  };
}

/** A message of its own. @throws Refusal `no_text` when it would show nothing */
export function wholeContent(content: Partial<MessageContent>): MessageContent {
  const { text = '', blocks = [], attachments = [], metadata = null } = content;
  if (text === '' && blocks.length === 0 && attachments.length === 0) throw refusal('no_text');
  return { text, blocks, attachments, metadata };
}

function checkedBlocks(value: unknown): JsonObject[] {
  if (!Array.isArray(value)) throw refusal('invalid_blocks_format');
  const problems = problemsOfBlocks(value, 50);
  if (problems.length > 0) throw invalid('invalid_blocks', problems);
  if (JSON.stringify(value).length > LONGEST_BLOCKS) throw refusal('msg_blocks_too_long');
  return withIds(objectsIn(value));
}

function checkedAttachments(value: unknown): JsonObject[] {
  if (!Array.isArray(value)) throw refusal('invalid_attachments');
  if (value.length > 100) throw refusal('too_many_attachments');
  return objectsIn(value).map((attachment) =>
    attachment.blocks === undefined
      ? attachment
      : { ...attachment, blocks: checkedBlocks(attachment.blocks) },
  );
}

/** An empty object takes away what was there. */
function checkedMetadata(value: unknown): JsonObject | null {
  if (!isObject(value)) throw refusal('invalid_metadata_format');
  if (Object.keys(value).length === 0) return null;
  if (typeof value.event_type !== 'string' || !isObject(value.event_payload))
    throw refusal('invalid_metadata_format');
  return { event_type: value.event_type, event_payload: value.event_payload };
}
