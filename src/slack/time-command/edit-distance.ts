/** How many letters must be added, taken away, changed or swapped with their neighbour to make one word of another. */
export function editDistance(one: string, other: string): number {
  const width = other.length + 1;
  const first = Array.from({ length: width }, (_, column) => column);
  const rows: number[][] = [first];
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column < width; column++) line.push(cheapest(rows, line, one, other, row, column));
    rows.push(line);
  }
  return rows[one.length]?.[other.length] ?? 0;
}

function cheapest(
  rows: number[][],
  line: number[],
  one: string,
  other: string,
  row: number,
  column: number,
): number {
  const above = (up: number, left: number): number => rows[row - up]?.[column - left] ?? Infinity;
  const isSame = one[row - 1] === other[column - 1];
  const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
  const left = line[column - 1] ?? Infinity;
  const best = Math.min(above(1, 0) + 1, left + 1, above(1, 1) + (isSame ? 0 : 1));
  return isSwap ? Math.min(best, above(2, 2) + 1) : best;
}
