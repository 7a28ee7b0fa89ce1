import type { ProblemMembers } from '../../common/errors/api-problem';

const count = { type: 'integer', example: 3 } as const;

/** Comes with `mixed_currencies` and `nothing_to_bill`: the sums in each currency. */
export const CURRENCIES: ProblemMembers = {
  currencies: {
    type: 'array',
    description: 'The sums in each currency, so that the entries can be split',
    items: {
      type: 'object',
      required: ['currency', 'entries', 'minutes', 'total'],
      properties: {
        currency: { type: 'string', example: 'EUR' },
        entries: count,
        minutes: { type: 'integer' },
        total: { type: 'integer', description: 'Minor units' },
      },
    },
    example: [
      { currency: 'EUR', entries: 3, minutes: 270, total: 54000 },
      { currency: 'USD', entries: 1, minutes: 60, total: 15000 },
    ],
  },
};

/** Comes with `rate_missing`: the entries without a rate. */
export const UNRATED: ProblemMembers = {
  entries: { ...count, description: 'How many have no rate' },
  time_entry_ids: {
    type: 'array',
    description: 'The first 20 of them',
    items: { type: 'string', format: 'uuid' },
    example: ['5f0c1e8a-3b52-4a3e-9c53-0a4b8a1f2d10'],
  },
};
