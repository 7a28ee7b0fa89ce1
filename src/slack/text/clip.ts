/** A text of at most `length` UTF-16 units: a longer one ends in an ellipsis, never in half a character. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}…`;
}
