import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A page of `docs/`, as its tests read it. */
export class MarkdownPage {
  private readonly text: string;

  constructor(name: string) {
    this.text = readFileSync(join(__dirname, '..', '..', 'docs', name), 'utf8');
  }

  /** The rows of the first table with that first line, a list of cells each. @throws Error when there is none */
  table(heading: string): string[][] {
    return this.tables(heading)[0]!;
  }

  /** The rows of each table with that first line. @throws Error when there is none */
  tables(heading: string): string[][][] {
    const lines = this.text.split('\n');
    const first = [...lines.keys()].filter((place) => lines[place] === heading);
    if (first.length === 0) throw new Error(`No table begins with ${heading}`);
    return first.map((place) => {
      const rest = lines.slice(place + 2);
      const end = rest.findIndex((line) => !line.startsWith('|'));
      return rest.slice(0, end).map((line) => cellsOf(line));
    });
  }

  /** The content of the first fenced block in that language. @throws Error when there is none */
  fenced(language: string): string {
    const [content] = this.allFenced(language);
    if (content === undefined) throw new Error(`No block of ${language}`);
    return content;
  }

  /** The content of every fenced block in that language. */
  allFenced(language: string): string[] {
    const block = new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'gm');
    return [...this.text.matchAll(block)].map(([, content]) => content!);
  }
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}
