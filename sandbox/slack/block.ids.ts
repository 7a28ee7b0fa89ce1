import { randomBytes } from 'node:crypto';
import { isObject, JsonObject, objectIn, objectsIn } from './json.value';

/** Blocks as Slack stores them: what the app left without an id gets one, so that a click can name it. */
export function withIds(blocks: JsonObject[]): JsonObject[] {
  return blocks.map((block) => ({
    ...block,
    block_id: block.block_id ?? randomId(),
    ...(isActionable(block.accessory) && { accessory: named(block.accessory) }),
    ...(block.type === 'input' && { element: named(block.element) }),
    ...(block.type === 'actions' && {
      elements: objectsIn(block.elements).map(named),
    }),
  }));
}

/** What can be used in blocks, each with the id of its block: buttons, pickers, inputs. */
export function elementsIn(blocks: JsonObject[]): { blockId: string; element: JsonObject }[] {
  return blocks.flatMap(({ type, block_id, elements, element, accessory }) => {
    const inBlock = type === 'actions' ? objectsIn(elements) : [];
    const candidates: unknown[] = [...inBlock, accessory, type === 'input' ? element : undefined];
    return candidates.filter(isActionable).map((found) => ({ blockId: String(block_id), element: found }));
  });
}

function isActionable(value: unknown): value is JsonObject {
  return isObject(value) && value.type !== 'image';
}

function named(element: unknown): JsonObject {
  const known = objectIn(element);
  return { ...known, action_id: known.action_id ?? randomId() };
}

function randomId(): string {
  return randomBytes(4).toString('base64url').slice(0, 5);
}
