import { Column } from 'typeorm';
import type { Rounding, RoundingPolicy } from './rounding';

export const RATE_CHECK = '(hourly_rate IS NULL) = (currency IS NULL) AND hourly_rate >= 0';
export const ROUNDING_CHECK = `(rounding IS NULL AND rounding_minutes IS NULL)
  OR (rounding = 'none' AND rounding_minutes IS NULL)
  OR (rounding IS NOT NULL AND rounding IN ('up', 'down', 'nearest')
    AND rounding_minutes IS NOT NULL AND rounding_minutes IN (1, 5, 6, 10, 15, 30))`;

/** What an hour costs and how minutes are rounded, as far as it is agreed. A project's terms go before its client's. */
export abstract class BillingTerms {
  /** Minor units of `currency` for an hour. */
  @Column('integer', { nullable: true }) hourlyRate!: number | null;
  /** ISO 4217. */
  @Column('text', { nullable: true }) currency!: string | null;
  @Column('text', { nullable: true }) rounding!: Rounding | null;
  /** The increment that belongs to the rounding; `none` has none. */
  @Column('smallint', { nullable: true }) roundingMinutes!: number | null;
}

/** The price of an hour in minor units of an ISO 4217 currency; both or neither. */
export type Rate = Pick<BillingTerms, 'hourlyRate' | 'currency'>;

/** The rate that counts: the project's, or else the client's, or none. */
export function rateOf(project: Rate | null, client: Rate | null): Rate {
  const { hourlyRate = null, currency = null } = [project, client].find((terms) => terms?.currency) ?? {};
  return { hourlyRate, currency };
}

/** The rounding that counts: the project's, or else the client's, or none. */
export function roundingOf(project: BillingTerms | null, client: BillingTerms | null): RoundingPolicy {
  const { rounding, roundingMinutes } = [project, client].find((terms) => terms?.rounding) ?? {};
  return { rounding: rounding ?? 'none', roundingMinutes: roundingMinutes ?? null };
}
