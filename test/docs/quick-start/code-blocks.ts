import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A fenced block of a page. */
export interface CodeBlock {
  /** Empty for a fence that names none: lines that nobody is to paste as they are. */
  language: string;
  /** The line of the page on which it begins. */
  line: number;
  /** The last heading of the second level above it. */
  section: string;
  content: string;
}

/** Something to paste, and what the page says comes of it; without that it only has to work. */
export interface Step extends CodeBlock {
  shown?: string;
}

/** The fenced blocks of a page, in order. @param path from the repository's root */
export function codeBlocksOf(path: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let section = '';
  let open: CodeBlock | undefined;
  const lines = readFileSync(join(__dirname, '..', '..', '..', path), 'utf8').split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('```')) {
      if (open) blocks.push(open);
      open = open ? undefined : { language: line.slice(3), line: index + 1, section, content: '' };
    } else if (open) open.content += `${line}\n`;
    else if (line.startsWith('## ')) section = line.slice(3);
  }
  if (open) throw new Error(`${path}: the block of line ${open.line} has no end`);
  return blocks;
}

/** The `sh` blocks. A `text` block that is the next block after one shows what it prints; any other `text` is not output. */
export function stepsOf(blocks: CodeBlock[]): Step[] {
  return blocks.flatMap((block, index) => {
    if (block.language !== 'sh') return [];
    const next = blocks[index + 1];
    return [{ ...block, ...(next?.language === 'text' && { shown: next.content }) }];
  });
}
