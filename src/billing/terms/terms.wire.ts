import { Currency, OneOf, OneOfNumbers, WholeNumber } from '../../common/wire/fields';
import type { BillingTerms } from './billing-terms';
import { type Rounding, ROUNDING_MINUTES, ROUNDINGS } from './rounding';
import type { TermsChange } from './whole-terms';

const INHERITED = 'Null on a project: that of its client';
const RATE = {
  min: 0,
  max: 2_147_483_647,
  nullable: true,
  example: 12_000,
  description: `What an hour costs, in minor units of \`currency\` (cents); both or neither. ${INHERITED}; on a client: no rate`,
} as const;
const CURRENCY = {
  nullable: true,
  description: `ISO 4217 code of the currency of \`hourly_rate\`; both or neither. ${INHERITED}`,
} as const;
const ROUNDING = {
  nullable: true,
  example: 'up',
  description: `How the minutes of an entry become billable ones when it is approved: \`none\` bills them as they are, \`nearest\` takes half an increment as a whole one. ${INHERITED}; on a client: \`none\``,
} as const;
const INCREMENT = {
  nullable: true,
  example: 15,
  description:
    'Minutes are rounded to a multiple of this: needed with `up`, `down` and `nearest`, and not allowed otherwise',
} as const;

/** What may be agreed of a client or project: its rate and its rounding. An absent field stays as it is. */
export class TermsBody {
  @WholeNumber({ ...RATE, optional: true }) hourly_rate?: number | null;
  @Currency({ ...CURRENCY, optional: true }) currency?: string | null;
  @OneOf(ROUNDINGS, { ...ROUNDING, optional: true }) rounding?: Rounding | null;
  @OneOfNumbers(ROUNDING_MINUTES, { ...INCREMENT, optional: true }) rounding_minutes?: number | null;
}

/** What is agreed of a client or project. */
export class TermsAnswer {
  @WholeNumber(RATE) hourly_rate!: number | null;
  @Currency(CURRENCY) currency!: string | null;
  @OneOf(ROUNDINGS, ROUNDING) rounding!: Rounding | null;
  @OneOfNumbers(ROUNDING_MINUTES, INCREMENT) rounding_minutes!: number | null;
}

/** The terms that a request names; absent ones stay absent. */
export function toTermsChange(body: TermsBody): TermsChange {
  return {
    hourlyRate: body.hourly_rate,
    currency: body.currency,
    rounding: body.rounding,
    roundingMinutes: body.rounding_minutes,
  };
}

/** Terms as the wire shows them. */
export function toTerms(terms: BillingTerms): TermsAnswer {
  return {
    hourly_rate: terms.hourlyRate,
    currency: terms.currency,
    rounding: terms.rounding,
    rounding_minutes: terms.roundingMinutes,
  };
}
