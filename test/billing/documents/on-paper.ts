/** Somebody with a pencil: exact arithmetic with what is printed, and with nothing else. */

/** The minutes of `12:05`. */
export function minutesOf(printed: string): bigint {
  const [, hours, minutes] = /^(\d+):([0-5]\d)$/.exec(printed)!;
  return BigInt(hours!) * 60n + BigInt(minutes!);
}

/**
 * The minor units of `€1,234.50`, `KWD 1.234` or `1234.50`.
 * @throws unless it has exactly so many decimals
 */
export function unitsOf(printed: string, decimals: number): bigint {
  const digits = printed.replace(/^[^\d]+/, '').replaceAll(',', '');
  if (!new RegExp(decimals === 0 ? '^\\d+$' : `^\\d+\\.\\d{${decimals}}$`).test(digits))
    throw new Error(`Not an amount with ${decimals} decimals: ${printed}`);
  return BigInt(digits.replace('.', ''));
}

/** Time × rate per hour, rounded half up to a whole unit. */
export function product(minutes: bigint, unitsPerHour: bigint): bigint {
  const sixtieths = minutes * unitsPerHour;
  return sixtieths / 60n + (2n * (sixtieths % 60n) >= 60n ? 1n : 0n);
}

/** All of them together. */
export function sum(numbers: bigint[]): bigint {
  return numbers.reduce((total, number) => total + number, 0n);
}
