import fc from 'fast-check';
import { Markup, markup } from './markup';

describe('Markup', () => {
  it('escapes text and leaves markup alone', () => {
    const item = markup`<li>${'R&D <b>'}</li>`;

    expect(item.html).toBe('<li>R&#38;D &#60;b&#62;</li>');
    expect(markup`<ul class="${'"x"'}">${[item, item]}</ul>${7}`.html).toBe(
      `<ul class="&#34;x&#34;">${item.html}${item.html}</ul>7`,
    );
  });

  it('takes what we wrote ourselves as it is', () => {
    expect(markup`<style>${new Markup('a > b {}')}</style>`.html).toBe('<style>a > b {}</style>');
  });

  it('shows every text as it was, and lets none of it out of its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...`<>&"'\`=/;#38a \n`) }), (text) => {
        const { html } = markup`${text}`;

        expect(html).not.toMatch(/[<>"'`]/);
        expect(html.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))).toBe(text);
      }),
    );
  });
});
