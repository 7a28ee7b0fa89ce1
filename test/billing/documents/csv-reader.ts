const BYTE_ORDER_MARK = '\uFEFF';

/** A cell as the file has it: in quotes, with theirs doubled, or without quotes, commas and line breaks. */
const CELL = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;

/** Reads CSV as RFC 4180 has it, with a byte order mark before it. @throws what is not exactly of that form */
export function readCsv(file: string): string[][] {
  if (!file.startsWith(BYTE_ORDER_MARK)) throw new Error('There is no byte order mark');
  const rows: string[][] = [];
  let row: string[] = [];
  CELL.lastIndex = BYTE_ORDER_MARK.length;
  while (CELL.lastIndex < file.length) {
    const [, quoted, plain] = CELL.exec(file)!;
    row.push(quoted?.replaceAll('""', '"') ?? plain!);
    const end = CELL.lastIndex;
    if (file[end] === ',') {
      CELL.lastIndex += 1;
    } else if (file.startsWith('\r\n', end)) {
      rows.push(row);
      row = [];
      CELL.lastIndex += 2;
    } else {
      throw new Error(
        `Neither a comma nor a line break at ${end}: ${JSON.stringify(file.slice(end, end + 20))}`,
      );
    }
  }
  if (row.length > 0) throw new Error('The last row does not end');
  return rows;
}
