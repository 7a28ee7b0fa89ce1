import { JsonObject, objectIn, objectsIn } from './json.value';

/** What is chosen in an element that is more than a button. */
export interface Choice {
  /** The `value` of an option, a date (`2026-03-16`), a time (`09:30`), a user's id, or a text. */
  value?: string;
  /** Where several can be chosen. */
  values?: string[];
}

/** An element's entry under `actions` of an interaction. */
export function actionOf(blockId: string, element: JsonObject, choice: Choice, now: number): JsonObject {
  const { type, action_id } = element;
  const common = { type, action_id, block_id: blockId, action_ts: (now / 1_000).toFixed(6) };
  if (type !== 'button') return { ...common, ...chosen(element, choice) };
  const { text, value, style } = element;
  return { ...common, text, ...(value !== undefined && { value }), ...(style !== undefined && { style }) };
}

/** What an element holds once the choice is made, in the words that its type has for it; also in a view's state. */
export function chosen(element: JsonObject, { value, values }: Choice): JsonObject {
  const text = value === '' ? null : (value ?? null);
  switch (element.type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
    case 'overflow':
      return { selected_option: text === null ? null : optionWith(element, text) };
    case 'multi_static_select':
    case 'checkboxes': {
      const several = values ?? (text === null ? [] : [text]);
      return { selected_options: several.map((each) => optionWith(element, each)) };
    }
    case 'users_select':
      return { selected_user: text };
    case 'conversations_select':
      return { selected_conversation: text };
    case 'channels_select':
      return { selected_channel: text };
    case 'datepicker':
      return { selected_date: text };
    case 'timepicker':
      return { selected_time: text };
    case 'datetimepicker':
      return { selected_date_time: text === null ? null : Number(text) };
    default:
      return { value: text };
  }
}

/** Every option of an element, those in groups too. */
export function optionsOf({ options, option_groups }: JsonObject): JsonObject[] {
  return [...objectsIn(options), ...objectsIn(option_groups).flatMap((group) => objectsIn(group.options))];
}

function optionWith(element: JsonObject, value: string): JsonObject {
  const option = optionsOf(element).find((each) => each.value === value);
  if (option) return { text: objectIn(option.text), value };
  // Options from outside are asked of the service as the user types; here whoever orders names one.
  if (element.type === 'external_select') return { text: { type: 'plain_text', text: value }, value };
  throw new RangeError(`${String(element.action_id)} has no option ${value}`);
}
