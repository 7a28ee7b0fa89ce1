/** What many runs of one thing gave. The median stands for it: other work on the machine moves single runs only. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

/** @throws RangeError when there is nothing to summarise */
export function spreadOf(values: number[]): Spread {
  if (values.length === 0) throw new RangeError('A spread needs at least one value.');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  return { median, min: sorted[0]!, max: sorted.at(-1)! };
}

/** `0.52 (0.48–0.55)` */
export function tell({ median, min, max }: Spread, digits = 0): string {
  const round = (value: number): string => value.toFixed(digits);
  return `${round(median)} (${round(min)}–${round(max)})`;
}
