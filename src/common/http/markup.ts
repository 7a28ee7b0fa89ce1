/** HTML that may be sent as it is. The constructor is for text of our own only; `markup` makes all other. */
export class Markup {
  constructor(readonly html: string) {}
}

type Part = Markup | string | number | readonly Part[];

/**
 * Makes HTML of a template: text in it is escaped, other markup is not, and the items of a list are joined. Text may stand
 * between tags and in quoted attributes, not in scripts and styles; escaping does not make an address safe to link to.
 */
export function markup(template: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(template.map((own, i) => (i === 0 ? '' : htmlOf(parts[i - 1]!)) + own).join(''));
}

function htmlOf(part: Part): string {
  if (part instanceof Markup) return part.html;
  if (typeof part === 'object') return part.map(htmlOf).join('');
  return String(part).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
