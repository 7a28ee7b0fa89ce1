/** The buttons of `/time`, by their `action_id`. */
export const ACTION = {
  undo: 'time_undo',
  edit: 'time_edit',
  /** One of several readings; its value is the whole command. */
  choice: 'time_choice',
  again: 'time_again',
  /** A link: Slack tells us of the click, and there is nothing to do. */
  connect: 'time_connect',
} as const;

/** The modals of `/time`, by their `callback_id`. */
export const FORM_ID = 'time_form';
