/** A link of a document, as it is written: `docs/slack.md#linking`. */
const LINK = /(?<!!)\[(?:[^\]\n]|\n(?!\n))*\]\(([^()\s]+)\)/g;
const HEADING = /^#{1,6} +(.+?) *$/gm;
const FENCE = /^( *)(```+|~~~+)[^\n]*\n[^]*?^\1\2 *$/gm;

/** The text without its fenced blocks, in which nothing is a link or a heading. */
export function proseOf(markdown: string): string {
  return markdown.replace(FENCE, '');
}

/** Where the links of a document lead. */
export function linksIn(markdown: string): string[] {
  return [...proseOf(markdown).matchAll(LINK)].map(([, target]) => target!);
}

/** What stands in backticks, in the prose. */
export function codeIn(markdown: string): string[] {
  return [...proseOf(markdown).matchAll(/`([^`]+)`/g)].map(([, code]) => code!);
}

/**
 * The anchors that GitHub gives the headings of a document: lower case, without punctuation, hyphens for spaces, and a
 * number behind one that was there before.
 */
export function anchorsIn(markdown: string): string[] {
  const seen = new Map<string, number>();
  return [...proseOf(markdown).matchAll(HEADING)].map(([, heading]) => {
    const slug = slugOf(heading!);
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  });
}

function slugOf(heading: string): string {
  const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-');
}
