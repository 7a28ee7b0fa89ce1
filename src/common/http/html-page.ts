import { createHash } from 'node:crypto';
import { Markup, markup } from './markup';

/** A page that brings its style along. */
export interface HtmlPage {
  title: string;
  /** CSS of our own. */
  style: string;
  /** Address of its script, if it has one. */
  script?: string;
  main: Markup;
}

/** The whole document. */
export function htmlPage({ title, style, script, main }: HtmlPage): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Markup(style)}</style>
${script === undefined ? '' : markup`<script src="${script}" defer></script>\n`}</head>
<body>
<main>
${main}
</main>
</body>
</html>
`.html;
}

/**
 * The Content-Security-Policy of a page: it loads its own style and nothing else, and no other page may frame it.
 * @param style exactly that of the page
 * @param also further directives, for what else it needs
 */
export function pagePolicy(style: string, ...also: string[]): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return [
    `default-src 'none'`,
    `style-src 'sha256-${hash}'`,
    ...also,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}
