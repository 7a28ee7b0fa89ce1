/** Minutes as documents print them: `1:05`, hours without a limit. Exact, which hundredths of hours are not. */
export function hoursAndMinutes(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
