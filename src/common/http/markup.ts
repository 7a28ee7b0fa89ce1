/** HTML that may be sent as it is. Only what we wrote ourselves is given to the constructor; `markup` makes the rest. */
export class Markup {
  constructor(readonly html: string) {}
}

type Part = Markup | string | number | readonly Part[];

/**
 * Makes HTML of a template: text in it is escaped, other markup is not, and the items of a list stand one after the other.
 * Text fits between tags and into quoted attributes, not into scripts and styles; escaping makes no address a good one.
 */
export function markup(template: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(template.map((own, i) => (i === 0 ? '' : htmlOf(parts[i - 1]!)) + own).join(''));
}

function htmlOf(part: Part): string {
  if (part instanceof Markup) return part.html;
  if (typeof part === 'object') return part.map(htmlOf).join('');
  return String(part).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
