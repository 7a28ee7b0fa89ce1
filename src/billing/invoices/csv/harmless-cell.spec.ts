import { harmlessCell } from './harmless-cell';

describe('A cell of a spreadsheet', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\nplain', '＝1', '＋1', '－1', '＠1'])(
    'runs no formula: %j',
    (text) => expect(harmlessCell(text).startsWith(`'`)).toBe(true),
  );

  it.each([' =1', '\0=1', '\uFEFF=1', '\u200B=1', '\u00A0@x'])(
    'runs none behind what nobody sees: %j',
    (text) => expect(harmlessCell(text)).toBe(`'${text}`),
  );

  it.each([
    ['x;=1', `x;'=1`],
    ['x; =1', `x;' =1`],
    ['x;"=1+1;y', `x;'"=1+1;y`],
    ['x\t=1', `x\t'=1`],
    ['x\r\n=1', `x\r\n'=1`],
    ['=1;=2', `'=1;'=2`],
  ])('runs none where another separator would cut: %j', (text, written) => {
    expect(harmlessCell(text)).toBe(written);
  });

  it.each(['', 'Workshop', 'a = b', 'x-y; z', 'R&D, "quoted"', `'=1`, '12:30–14:00', 'Müller\nMeier'])(
    'is otherwise left as it is: %j',
    (text) => expect(harmlessCell(text)).toBe(text),
  );

  it.each(['\n', ';', ' ', '; '])('is done with a very long text of %j, too', (text) => {
    const long = text.repeat(200_000);
    expect(harmlessCell(`${long}x`).replace(/^'/, '')).toBe(`${long}x`);
  });
});
