/** What somebody reads on the page of an invoice. */
export interface PrintedInvoice {
  heading: string;
  /** Draft or Void, if it says so. */
  mark?: string;
  /** What stands above the table, by its label. */
  facts: Record<string, string>;
  columns: string[];
  rows: string[][];
  total: string[];
}

/** Reads the page of an invoice, as a browser shows it. */
export function readPage(html: string): PrintedInvoice {
  const inside = (element: string, of = html): string =>
    new RegExp(`<${element}(?: [^>]*)?>([\\s\\S]*?)</${element}>`).exec(of)![1]!;
  const [, mark] = /<p class="mark">(.*?)<\/p>/.exec(html) ?? [];
  const facts = [...html.matchAll(/<dt>(.*?)<\/dt><dd[^>]*>([\s\S]*?)<\/dd>/g)];
  return {
    heading: shown(inside('h1')),
    mark,
    facts: Object.fromEntries(facts.map(([, label, text]) => [label!, shown(text!)])),
    columns: cellsOf(inside('thead')),
    rows: rowsOf(inside('tbody')),
    total: cellsOf(inside('tfoot')),
  };
}

function rowsOf(html: string): string[][] {
  return [...html.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row]) => cellsOf(row!));
}

function cellsOf(html: string): string[] {
  return [...html.matchAll(/<(t[hd])(?: [^>]*)?>([\s\S]*?)<\/\1>/g)].map(([, , cell]) => shown(cell!));
}

/** Without tags, and with what they escape. */
function shown(html: string): string {
  return html.replace(/<[^>]*>/g, '').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}
