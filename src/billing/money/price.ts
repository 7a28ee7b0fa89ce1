/**
 * What so many minutes cost: `minutes ÷ 60 × hourlyRate`, exact in integers and rounded once, half up, to the minor unit.
 * Multiplying the printed hours and minutes by the printed rate gives the same.
 * @param minutes whole, at most 31 days
 * @param hourlyRate minor units for an hour, below 2³¹: so the product stays a safe integer
 */
export function priceOf(minutes: number, hourlyRate: number): number {
  return Math.floor((minutes * hourlyRate + 30) / 60);
}
