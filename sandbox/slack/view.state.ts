import { chosen } from './action';
import { elementsIn } from './block.ids';
import { JsonObject, objectIn, objectsIn, textIn } from './json.value';

/** What a user fills in, by action_id: a text, an option's value, a date, or several values. */
export type Answers = Record<string, string | string[]>;

/** The `state.values` of a modal: what was filled in, and else what the app had filled in before. */
export function valuesOf(blocks: JsonObject[], answers: Answers): JsonObject {
  const values: Record<string, JsonObject> = {};
  for (const { blockId, element } of elementsIn(blocks)) {
    const actionId = textIn(element.action_id);
    if (element.type === 'button' || element.type === 'overflow') continue;
    const answer = answers[actionId] ?? initialAnswer(element);
    const choice = Array.isArray(answer) ? { values: answer } : { value: answer };
    values[blockId] = { ...values[blockId], [actionId]: { type: element.type, ...chosen(element, choice) } };
  }
  return values;
}

/** The blocks that must be filled in and are not. */
export function missingIn(blocks: JsonObject[], values: JsonObject): string[] {
  return blocks
    .filter(({ type, optional }) => type === 'input' && optional !== true)
    .map((block) => textIn(block.block_id))
    .filter((blockId) => Object.values(objectIn(values[blockId])).every(isEmpty));
}

/** What the app has put into an element. */
export function initialAnswer(element: JsonObject): string | string[] {
  if (Array.isArray(element.initial_options))
    return objectsIn(element.initial_options).map(({ value }) => textIn(value));
  const { initial_option, initial_value, initial_date, initial_time, initial_user } = element;
  const option = objectIn(initial_option).value;
  const [first] = [option, initial_value, initial_date, initial_time, initial_user].filter(
    (value) => typeof value === 'string',
  );
  return first ?? '';
}

function isEmpty(answer: unknown): boolean {
  return Object.entries(objectIn(answer))
    .filter(([name]) => name !== 'type')
    .every(([, value]) => value === null || value === '' || (Array.isArray(value) && value.length === 0));
}
