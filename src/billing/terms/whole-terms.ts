import { type FieldError, ValidationFailed } from '../../common/errors/problem';
import type { BillingTerms } from './billing-terms';

/** What may change of terms; an absent field stays as it is, null takes it away. */
export type TermsChange = { [Field in keyof BillingTerms]?: BillingTerms[Field] };

/** Nothing agreed. */
export const NO_TERMS: BillingTerms = {
  hourlyRate: null,
  currency: null,
  rounding: null,
  roundingMinutes: null,
};

/**
 * Terms after a change. Without a rounding there is no increment either, unless the change names one.
 * @throws ValidationFailed that points at what is missing or too much: a rate and its currency come together, and so do a
 * rounding and its increment
 */
export function termsAfter(terms: BillingTerms, change: TermsChange): BillingTerms {
  const { hourlyRate, currency, rounding, roundingMinutes } = change;
  const goes = roundingMinutes === undefined && (rounding === null || rounding === 'none');
  const after = {
    hourlyRate: hourlyRate === undefined ? terms.hourlyRate : hourlyRate,
    currency: currency === undefined ? terms.currency : currency,
    rounding: rounding === undefined ? terms.rounding : rounding,
    roundingMinutes: goes ? null : roundingMinutes === undefined ? terms.roundingMinutes : roundingMinutes,
  };
  requireWholeTerms(after);
  return after;
}

/**
 * Checks that rate and currency come together, and that there is an increment exactly when minutes are rounded.
 * @throws ValidationFailed that points at what is missing or too much
 */
function requireWholeTerms(terms: BillingTerms): void {
  const errors = [...halfRate(terms), ...halfRounding(terms)];
  if (errors.length > 0) throw new ValidationFailed(errors);
}

function halfRate({ hourlyRate, currency }: BillingTerms): FieldError[] {
  if ((hourlyRate === null) === (currency === null)) return [];
  const [pointer, other] = hourlyRate === null ? ['/hourly_rate', 'currency'] : ['/currency', 'hourly_rate'];
  return [{ pointer, detail: `is needed together with ${other}: give both or neither` }];
}

function halfRounding({ rounding, roundingMinutes }: BillingTerms): FieldError[] {
  const needed = rounding !== null && rounding !== 'none';
  if (needed === (roundingMinutes !== null)) return [];
  if (needed)
    return [
      {
        pointer: '/rounding_minutes',
        detail: `is needed to round ${rounding === 'nearest' ? 'to the nearest' : rounding}`,
      },
    ];
  if (rounding === null) {
    return [
      { pointer: '/rounding', detail: 'is needed together with rounding_minutes: up, down or nearest' },
    ];
  }
  return [{ pointer: '/rounding_minutes', detail: 'is only for a rounding of up, down or nearest' }];
}
