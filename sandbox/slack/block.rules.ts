import {
  Check,
  fields,
  listOf,
  oneOf,
  plainText,
  repeatedIds,
  textObject,
  textOf,
  wrong,
} from './block.check';
import { accessory, actionElement, contextElement, image, inputElement } from './element.rules';
import { isObject, objectsIn } from './json.value';

const common = { 'block_id?': textOf(1, 255) };

const section: Check = (value, at) => {
  const found = fields({
    ...common,
    'text?': textObject(3_000),
    'fields?': listOf(1, 10, textObject(2_000)),
    'accessory?': accessory,
  })(value, at);
  const empty = isObject(value) && value.text === undefined && value.fields === undefined;
  return empty ? [...found, ...wrong('missing required field: text', at)] : found;
};

/** https://docs.slack.dev/reference/block-kit/blocks */
const block = oneOf({
  section,
  header: fields({ ...common, text: plainText(150) }),
  divider: fields(common),
  context: fields({ ...common, elements: listOf(1, 10, contextElement) }),
  actions: fields({ ...common, elements: listOf(1, 25, actionElement) }),
  input: fields({ ...common, label: plainText(2_000), element: inputElement, 'hint?': plainText(2_000) }),
  image: (value, at) => [
    ...fields({ ...common, 'title?': plainText(2_000) })(value, at),
    ...image(value, at),
  ],
  markdown: fields({ ...common, text: textOf(1, 12_000) }),
  rich_text: fields(common),
});

/** What Slack finds wrong with blocks: of a message at most 50, of a modal 100. */
export function problemsOfBlocks(blocks: unknown, most: 50 | 100): string[] {
  return [...listOf(0, most, block)(blocks, '/blocks'), ...repeatedIds(objectsIn(blocks))];
}
