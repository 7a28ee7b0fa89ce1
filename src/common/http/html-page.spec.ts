import { createHash } from 'node:crypto';
import { htmlPage, pagePolicy } from './html-page';
import { markup } from './markup';

const STYLE = `\np > a { content: "x"; }\n`;

describe('A page', () => {
  it('has a language and a title, and carries the style that its policy allows', () => {
    const page = htmlPage({ title: 'A & B', style: STYLE, main: markup`<h1>${'<b>'}</h1>` });

    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain('<title>A &#38; B</title>');
    expect(page).toContain('<main>\n<h1>&#60;b&#62;</h1>\n</main>');
    expect(page).not.toContain('<script');
    const [, style] = /<style>([\s\S]*)<\/style>/.exec(page)!;
    expect(pagePolicy(STYLE)).toContain(`'sha256-${createHash('sha256').update(style!).digest('base64')}'`);
  });

  it('loads a script only if it has one', () => {
    expect(htmlPage({ title: 'A', style: STYLE, script: 'a.js', main: markup`` })).toContain(
      '<script src="a.js" defer></script>\n</head>',
    );
  });

  it('is allowed its style and what it asks for, and nothing else', () => {
    const directives = pagePolicy(STYLE, `script-src 'self'`)
      .split('; ')
      .map((each) => each.split(' ')[0]);

    expect(pagePolicy(STYLE)).toMatch(/^default-src 'none'; style-src 'sha256-[^ ]+'; base-uri 'none'; /);
    expect(directives).toEqual([
      ...['default-src', 'style-src', 'script-src', 'base-uri', 'form-action', 'frame-ancestors'],
    ]);
  });
});
