import type { ProblemMembers } from '../../common/errors/api-problem';

/** What comes with `entry_locked` when it is an invoice that locks the entry. */
export const LOCKED_BY: ProblemMembers = {
  invoice_id: {
    type: 'string',
    format: 'uuid',
    description: 'The invoice that the entry is on, if it is on one',
    example: '0d4c2f6e-8f5e-4c43-a1a7-6c0b7f3f9d21',
  },
};

/** What comes with `conflict` when the entry is not at the version that was seen. */
export const VERSION_NOW: ProblemMembers = {
  version: { type: 'integer', description: 'The version that the entry is at, if it is another', example: 4 },
};
