import { snippet } from './snippet';

const FENCE = '```';

describe('A snippet', () => {
  it('points at what is wrong', () => {
    expect(snippet('1:75 review', { start: 0, end: 4 })).toBe(`${FENCE}\n1:75 review\n^^^^\n${FENCE}`);
  });

  it('shows the neighbourhood of a long input', () => {
    const [, line = '', carets = ''] = snippet(`${'a'.repeat(99)}!${'b'.repeat(99)}`, {
      start: 99,
      end: 100,
    }).split('\n');
    expect(line).toBe(`…${'a'.repeat(40)}!${'b'.repeat(40)}…`);
    expect(line[carets.indexOf('^')]).toBe('!');
  });

  it('has a caret for what is missing', () => {
    expect(snippet('#acme', { start: 5, end: 5 })).toContain('\n     ^\n');
  });

  it('is neither ended nor lit up by what somebody typed', () => {
    const shown = snippet('```<!channel>', { start: 0, end: 3 });
    expect(shown.match(/```/g)).toHaveLength(2);
    expect(shown).not.toContain('<!channel>');
  });

  it('cuts no character in half', () => {
    const shown = snippet('😀'.repeat(60), { start: 61, end: 63 });
    expect(shown).toBe(shown.replace(/\p{Surrogate}/gu, ''));
  });
});
