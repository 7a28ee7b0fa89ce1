import { Check, fields, listOf, oneOf, plainText, textObject, textOf } from './block.check';

const id = textOf(1, 255);
const anything: Check = () => [];
const confirm = fields({
  title: plainText(100),
  text: textObject(300),
  confirm: plainText(30),
  deny: plainText(30),
});
const option = fields({ text: textObject(75), value: textOf(1, 150), 'description?': plainText(75) });
const group = fields({ label: plainText(75), options: listOf(1, 100, option) });
const common = { 'action_id?': id, 'confirm?': confirm, 'focus_on_load?': anything };
const placeholder = { 'placeholder?': plainText(150) };
const choices = { ...common, ...placeholder, 'options?': listOf(1, 100, option) };
const groups = { 'option_groups?': listOf(1, 100, group) };

export const image = fields({ alt_text: textOf(1, 2_000), 'image_url?': textOf(1, 3_000) });

const button = fields({
  ...common,
  text: plainText(75),
  'value?': textOf(0, 2_000),
  'url?': textOf(1, 3_000),
});

/** Limits of what people can press, pick and type into: https://docs.slack.dev/reference/block-kit/block-elements */
const PICKERS: Record<string, Check> = {
  static_select: fields({ ...choices, ...groups }),
  multi_static_select: fields({ ...choices, ...groups }),
  external_select: fields({ ...common, ...placeholder }),
  users_select: fields({ ...common, ...placeholder }),
  conversations_select: fields({ ...common, ...placeholder }),
  channels_select: fields({ ...common, ...placeholder }),
  checkboxes: fields({ ...common, options: listOf(1, 10, option) }),
  radio_buttons: fields({ ...common, options: listOf(1, 10, option) }),
  datepicker: fields({ ...common, ...placeholder, 'initial_date?': textOf(10, 10) }),
  timepicker: fields({ ...common, ...placeholder, 'initial_time?': textOf(5, 5) }),
  datetimepicker: fields(common),
};

const TYPED: Record<string, Check> = {
  plain_text_input: fields({ ...common, ...placeholder, 'initial_value?': textOf(0, 3_000) }),
  number_input: fields({ ...common, ...placeholder, is_decimal_allowed: anything }),
  email_text_input: fields({ ...common, ...placeholder }),
  url_text_input: fields({ ...common, ...placeholder }),
};

const overflow = fields({ ...common, options: listOf(1, 5, option) });

export const actionElement = oneOf({ ...PICKERS, button, overflow });
export const accessory = oneOf({ ...PICKERS, button, overflow, image });
export const inputElement = oneOf({ ...PICKERS, ...TYPED });
export const contextElement = oneOf({
  image,
  plain_text: textObject(3_000),
  mrkdwn: textObject(3_000),
});
