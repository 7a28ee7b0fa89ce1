/** What people are told of a problem, and a command that works. */
export interface ProblemText {
  message: string;
  example: string;
}

/**
 * Every reason why `/time` does nothing, by its stable code. Those of the last block are found where commands are
 * carried out.
 */
export const PROBLEM_TEXTS = {
  input_too_long: { message: 'That is too long for one entry.', example: '2h #acme: design' },
  unknown_command: { message: 'There is no such command.', example: '2h #acme: design' },

  duration_missing: { message: 'How long was it? Put the duration first.', example: '30m lunch with bob' },
  unit_required: { message: 'Is that hours or minutes?', example: '2h #acme: design' },
  duration_zero: { message: 'An entry lasts at least a minute.', example: '15m call' },
  duration_negative: { message: 'A duration has to be more than zero.', example: '1h call' },
  duration_too_long: { message: 'An entry lasts at most 24 hours.', example: '8h workshop' },
  duration_invalid: { message: 'That is not a duration in hours and minutes.', example: '1:45 review' },
  duration_conflict: { message: 'Two times are given: which one counts?', example: '2h: 9-10 was cancelled' },

  range_invalid: { message: 'A range needs a start and a later end.', example: '9am-10:30am standup' },
  ambiguous_range: { message: 'Which hours are meant?', example: '13:00-14:30 review' },
  time_skipped: {
    message: 'The clocks went forward then, so that time did not exist.',
    example: 'yesterday 2h deploy',
  },

  ambiguous_date: { message: 'Which day is meant?', example: '14 mar 2h' },
  day_unclear: { message: 'Which day is meant? Name it.', example: 'last friday 1h' },
  day_conflict: { message: 'Two days are given: which one counts?', example: 'yesterday 2h #acme' },
  date_invalid: { message: 'There is no such day.', example: 'yesterday 2h #acme' },
  future_date: { message: 'That day is still to come.', example: 'today 2h #acme' },

  project_conflict: {
    message: 'Two projects are given. If one belongs to the text, put a colon before it.',
    example: '2h #acme: see #design',
  },
  client_conflict: {
    message: 'Two clients are given. If one belongs to the text, put a colon before it.',
    example: '2h @globex: with @bob',
  },
  project_unreadable: {
    message: 'Slack made a channel of that. Type the project without picking a channel.',
    example: '2h #acme design',
  },
  project_not_found: { message: 'There is no such project.', example: '2h #acme' },
  project_ambiguous: { message: 'Several projects match: which one?', example: '2h #acme @globex' },
  client_not_found: { message: 'There is no such client.', example: '2h @globex' },
  client_ambiguous: { message: 'Several clients match: which one?', example: '2h @globex' },
  client_project_mismatch: { message: 'That project belongs to another client.', example: '2h #acme' },

  possible_duplicate: {
    message: 'You have just logged the same thing. Log it again?',
    example: '2h #acme: design',
  },
  nothing_to_undo: { message: 'There is no pending entry to take back.', example: '2h #acme: design' },
  entry_locked: { message: 'That entry can no longer be changed.', example: '2h #acme: design' },
  not_found: { message: 'That entry no longer exists.', example: '2h #acme: design' },
  forbidden: {
    message: 'You cannot log time with the role viewer. Ask an admin for another role.',
    example: 'today 2h #acme',
  },
  not_linked: { message: 'Connect your account first.', example: '2h #acme: design' },
  not_installed: {
    message: 'The app is not installed here any more, so nothing was done.',
    example: '2h #acme: design',
  },
  unavailable: {
    message: 'Something went wrong on our side. Try again in a minute; /time today shows what was stored.',
    example: '2h #acme: design',
  },
} as const satisfies Record<string, ProblemText>;

export type ProblemCode = keyof typeof PROBLEM_TEXTS;
