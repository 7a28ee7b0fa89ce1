import { textOf } from './repository';

/** What each of the documents that others rely on tells of, each under a heading with these words. */
const SECTIONS: [string, RegExp[]][] = [
  [
    'docs/guide.md',
    [
      /set-up/i,
      /connecting/i,
      /calendars/i,
      /sync/i,
      /conver/i,
      /time entries/i,
      /approval/i,
      /invoices/i,
      /slack/i,
      /notifications/i,
      /background tasks/i,
      /configuration/i,
      /security/i,
      /troubleshooting/i,
    ],
  ],
  ['docs/overview.md', [/what it does/i, /structure/i, /key decisions/i, /tests/i, /figures/i]],
  [
    'docs/quick-start.md',
    [/set.?up/i, /start/i, /sign in/i, /slack/i, /SQL/, /wrong|troubleshooting/i, /test/i],
  ],
];

describe.each(SECTIONS)('%s', (path, wanted) => {
  /** Headings, and how much stands below each until the next; a comment in a block of code is no heading. */
  const prose = textOf(path).replace(/^(```|~~~)[^]*?^\1$/gm, '…');
  const sections = prose.split(/^(?=#{2,4} )/m).map((section) => {
    const [heading = '', ...lines] = section.split('\n');
    return { heading, words: lines.join(' ').split(/\s+/).length };
  });

  it.each(wanted)('has a section that matches %s, and says something there', (words) => {
    const found = sections.filter(({ heading }) => heading.startsWith('##') && words.test(heading));
    expect(found.length).toBeGreaterThan(0);
    expect(found.reduce((sum, section) => sum + section.words, 0)).toBeGreaterThan(30);
  });
});
