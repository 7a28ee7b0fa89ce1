/** Minor units of a currency, ISO 4217. */
export interface Amount {
  currency: string;
  amount: number;
}

/** Sums over entries. */
export interface Sums {
  entries: number;
  /** As worked. */
  minutes: number;
  /** Of what is approved or billed, rounded as agreed. */
  billableMinutes: number;
  /** What that costs, by currency: each entry is rounded to the minor unit by itself. In the order of the codes. */
  amounts: Amount[];
}

/** Entries of one local day, `YYYY-MM-DD`: each on the day on which it starts. */
export interface DaySums extends Sums {
  date: string;
}

/** Entries of one project or client; those that have none are one group, with the id null. */
export interface TargetSums extends Sums {
  id: string | null;
  name: string | null;
}

/** The same entries summed up in four ways. */
export interface Totals {
  all: Sums;
  /** Days with entries, earliest first. */
  byDay: DaySums[];
  /** By name, none at the end. */
  byProject: TargetSums[];
  byClient: TargetSums[];
}
