import type { Block } from './block';

/** What is said to one person alone. */
export interface Reply {
  /** All of it, for notifications and screen readers. */
  text: string;
  blocks: Block[];
}

const LONGEST_TEXT = 4000;

/** Lines as the text of a reply. A longer text than Slack advises is cut after a line. */
export function textOf(lines: readonly string[]): string {
  const whole = lines.join('\n');
  if (whole.length <= LONGEST_TEXT) return whole;
  const cut = whole.lastIndexOf('\n', LONGEST_TEXT - 2);
  return `${whole.slice(0, Math.max(cut, 0))}\n…`;
}
