import { toCopyText } from './copy.text';

describe('The text of COPY', () => {
  it('has a line for each row and a tab between fields', () => {
    expect(
      toCopyText([
        ['a', 1],
        ['b', null],
      ]),
    ).toBe('a\t1\nb\t\\N\n');
  });

  it('escapes what would end a field or a row', () => {
    expect(toCopyText([['a\tb\nc\\N']])).toBe('a\\tb\\nc\\\\N\n');
  });
});
