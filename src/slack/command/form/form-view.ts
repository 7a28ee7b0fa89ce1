import type { CommandContext } from '../../time-command/command';
import { todayOf } from '../../time-command/local-date';
import type { Catalogue } from '../../time-command/resolve-targets';
import { FORM_ID } from '../action-ids';
import type { ShownEntry } from '../log/shown-entry';
import { plain } from '../reply/blocks';
import { type FormContext, writeContext } from './form-context';
import { FIELD, type InputBlock, type Modal } from './modal';
import { prefilled } from './prefilled';
import { keptOption, projectOptions } from './project-options';

/** What a text field of Slack takes. For a longer description there is no field, since the form would cut it. */
const LONGEST_DESCRIPTION = 3000;
const LONGEST_DURATION = 60;

/** The form that makes an entry, or the one that changes `entry`. */
export function formView(
  catalogue: Catalogue,
  { context, zoned, entry }: { context: FormContext; zoned: CommandContext; entry?: ShownEntry },
): Modal {
  const blocks = [
    durationInput(entry),
    dateInput(entry ? prefilled(entry, zoned.zone).date : todayOf(zoned)),
    projectInput(catalogue, entry),
    descriptionInput(entry?.description ?? ''),
  ];
  return {
    type: 'modal',
    callback_id: FORM_ID,
    private_metadata: writeContext(context),
    title: plain(entry ? 'Change an entry' : 'Log time'),
    submit: plain(entry ? 'Save' : 'Log'),
    close: plain('Cancel'),
    blocks: blocks.filter((block) => block !== undefined),
  };
}

function durationInput(entry: ShownEntry | undefined): InputBlock {
  return {
    type: 'input',
    block_id: FIELD.duration,
    label: plain('Duration, or from–to'),
    element: {
      type: 'plain_text_input',
      action_id: FIELD.duration,
      placeholder: plain('1h 30m, 90m, 9:00-10:30'),
      max_length: LONGEST_DURATION,
      ...(entry && { initial_value: prefilled(entry, 'UTC').duration }),
    },
  };
}

function dateInput(date: string): InputBlock {
  const element = { type: 'datepicker', action_id: FIELD.date, initial_date: date } as const;
  return { type: 'input', block_id: FIELD.date, label: plain('Date'), element };
}

/** A select needs options: without any there is no field. */
function projectInput(catalogue: Catalogue, entry: ShownEntry | undefined): InputBlock | undefined {
  const groups = projectOptions(catalogue, entry);
  if (groups.length === 0) return undefined;
  const kept = keptOption(entry);
  // Slack wants the initial option to equal one of the options exactly.
  const initial = groups.flatMap(({ options }) => options).find(({ value }) => value === kept?.value);
  return {
    type: 'input',
    block_id: FIELD.project,
    label: plain('Project'),
    optional: true,
    element: {
      type: 'static_select',
      action_id: FIELD.project,
      option_groups: groups,
      ...(initial && { initial_option: initial }),
    },
  };
}

function descriptionInput(description: string): InputBlock | undefined {
  if (description.length > LONGEST_DESCRIPTION) return undefined;
  return {
    type: 'input',
    block_id: FIELD.description,
    label: plain('What did you do?'),
    optional: true,
    element: {
      type: 'plain_text_input',
      action_id: FIELD.description,
      multiline: true,
      max_length: LONGEST_DESCRIPTION,
      ...(description !== '' && { initial_value: description }),
    },
  };
}
