/** With one of these a spreadsheet begins a formula; the last four are what some make of their full-width forms. */
const FORMULA = '=+\\-@\uFF1D\uFF0B\uFF0D\uFF20';

/** Blanks, quotes and what nobody sees, but no line's end: else a text of nothing but line breaks takes quadratic time. */
const UNSEEN = '(?:(?![\\t\\r\\n])["\\s\\p{C}])*';

/**
 * Where a cell begins, or would begin if the file were cut at another separator than ours, as spreadsheets in half of
 * Europe do.
 */
const BEGINNING = new RegExp(`(^|[;\\t\\r\\n])(?=${UNSEEN}[${FORMULA}])`, 'gu');

/**
 * Text that stays text in a spreadsheet, which would run `=1+1` from a meeting's title: an apostrophe is put before it, as
 * people do by hand. Any other text comes back as it is.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function harmlessCell(text: string): string {
  const written = text.replace(BEGINNING, `$1'`);
  return /^[\t\r\n]/.test(written) ? `'${written}` : written;
}
