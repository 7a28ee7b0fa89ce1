import type { PlainText } from '../reply/block';

/** The modal of Slack that we write: https://docs.slack.dev/reference/views/modal-views */
export interface Option {
  text: PlainText;
  value: string;
}

export interface OptionGroup {
  label: PlainText;
  options: Option[];
}

interface TextInput {
  type: 'plain_text_input';
  action_id: string;
  initial_value?: string;
  placeholder?: PlainText;
  multiline?: boolean;
  max_length?: number;
}

interface DatePicker {
  type: 'datepicker';
  action_id: string;
  /** YYYY-MM-DD */
  initial_date: string;
}

interface Select {
  type: 'static_select';
  action_id: string;
  option_groups: OptionGroup[];
  initial_option?: Option;
}

export interface InputBlock {
  type: 'input';
  block_id: string;
  label: PlainText;
  element: TextInput | DatePicker | Select;
  optional?: boolean;
  hint?: PlainText;
}

export interface Modal {
  type: 'modal';
  callback_id: string;
  private_metadata: string;
  title: PlainText;
  submit: PlainText;
  close: PlainText;
  blocks: InputBlock[];
}

/** The fields of the form: each is a block and the one element in it. */
export const FIELD = {
  duration: 'duration',
  date: 'date',
  project: 'project',
  description: 'description',
} as const;

/** What is wrong with a form, by the block where it is shown. */
export type FieldErrors = Partial<Record<keyof typeof FIELD, string>>;
