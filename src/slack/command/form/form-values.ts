import { FIELD } from './modal';

/** What somebody filled in. Undefined is a field that was not there; null is one that was left empty. */
export interface FormValues {
  duration: string;
  /** YYYY-MM-DD */
  date: string;
  projectId: string | null | undefined;
  description: string | undefined;
}

/** A view's `state.values`, as far as we read it: https://docs.slack.dev/reference/views/view-state */
export type ViewValues = Record<
  string,
  Record<
    string,
    {
      value?: string | null;
      selected_date?: string | null;
      selected_option?: { value: string } | null;
    }
  >
>;

/** Reads what somebody filled in, trimmed. */
export function readValues(values: ViewValues): FormValues {
  const project = values[FIELD.project]?.[FIELD.project];
  const description = values[FIELD.description]?.[FIELD.description];
  return {
    duration: values[FIELD.duration]?.[FIELD.duration]?.value?.trim() ?? '',
    date: values[FIELD.date]?.[FIELD.date]?.selected_date ?? '',
    projectId: project && (project.selected_option?.value ?? null),
    description: description && (description.value ?? '').trim(),
  };
}
