import type { ProblemMembers } from '../../common/errors/api-problem';

/** Comes with `entry_locked` when an invoice locks the entry. */
export const LOCKED_BY: ProblemMembers = {
  invoice_id: {
    type: 'string',
    format: 'uuid',
    description: 'The invoice that the entry is on, if it is on one',
    example: '0d4c2f6e-8f5e-4c43-a1a7-6c0b7f3f9d21',
  },
};

/** Comes with `conflict` when the entry is not at the version that was seen. */
export const VERSION_NOW: ProblemMembers = {
  version: {
    type: 'integer',
    description: 'The version that the entry has now, if it is not the one that was given',
    example: 4,
  },
};
