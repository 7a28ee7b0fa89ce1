import { codeIn } from '../markdown-text';
import { MarkdownPage } from '../markdown';

const HEAD = '| symptom | cause | cure |';

describe('The symptoms in docs/quick-start.md', () => {
  const rows = new MarkdownPage('quick-start.md').table(HEAD);
  const inGuide = new MarkdownPage('guide.md').table('| status | `code` | what it means | what to do |');
  const codesOf = (text: string): string[] =>
    codeIn(text).filter((code) =>
      /^[a-z]+(_[a-z]+)+$|^(conflict|forbidden|unauthenticated|unavailable)$/.test(code),
    );

  it('name codes that the guide explains, with their status', () => {
    const known = new Set(
      inGuide.flatMap(([status, codes]) => codesOf(codes!).map((code) => `${status} ${code}`)),
    );
    const shown = rows.flatMap(([symptom = '']) =>
      symptom.split(/, (?=\d)/).flatMap((part) => {
        const [, status] = /^(\d{3}) /.exec(part) ?? [];
        return status === undefined ? [] : codesOf(part).map((code) => `${status} ${code}`);
      }),
    );
    expect(shown.length).toBeGreaterThan(15);
    expect(shown.filter((one) => !known.has(one))).toEqual([]);
  });

  it('each have a cause and a cure', () => {
    expect(rows.length).toBeGreaterThan(20);
    for (const cells of rows) expect(cells.map((cell) => cell !== '')).toEqual([true, true, true]);
  });
});
