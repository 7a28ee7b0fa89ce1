import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A page of `docs/`, as its tests read it. */
export class MarkdownPage {
  private readonly text: string;

  constructor(name: string) {
    this.text = readFileSync(join(__dirname, '..', '..', 'docs', name), 'utf8');
  }

  /** The rows of the table with that first line, a list of cells each. @throws Error when there is none */
  table(heading: string): string[][] {
    const lines = this.text.split('\n');
    const first = lines.indexOf(heading);
    if (first < 0) throw new Error(`No table begins with ${heading}`);
    const rest = lines.slice(first + 2);
    const end = rest.findIndex((line) => !line.startsWith('|'));
    return rest.slice(0, end).map((line) => cellsOf(line));
  }

  /** The content of the first fenced block in that language. */
  fenced(language: string): string {
    const [, content] = new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'm').exec(this.text) ?? [];
    if (content === undefined) throw new Error(`No block of ${language}`);
    return content;
  }
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}
