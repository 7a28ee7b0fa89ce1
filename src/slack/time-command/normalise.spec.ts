import { normalise } from './normalise';

const textOf = (raw: string): string => normalise(raw).text;

describe("Slack's text, normalised", () => {
  it('undoes what Slack escapes, and nothing else', () => {
    expect(textOf('a &amp; b &lt;c&gt; &quot; &nbsp;')).toBe('a & b <c> &quot; &nbsp;');
  });

  it.each([
    ['<#C024BE7LR|general>', '#general'],
    ['<@U024BE7LH|bob>', '@bob'],
    ['<@U024BE7LH>', '<@U024BE7LH>'],
    ['<#C024BE7LR>', '<#C024BE7LR>'],
    ['<!channel>', '<!channel>'],
    ['<http://example.com|example.com>', 'example.com'],
    ['<https://example.com/a?b=c>', 'https://example.com/a?b=c'],
    ['<mailto:bob@example.com|bob@example.com>', 'bob@example.com'],
  ])('reads %s as %s', (raw, text) => expect(textOf(raw)).toBe(text));

  it('drops what nobody sees, but not the joints of an emoji', () => {
    expect(textOf('\ufeff2\u200bh\u0000 \u202e#a\u00adcme\ud800 ')).toBe('2h #acme');
    expect(textOf('x\u200dy 👩\u200d💻')).toBe('xy 👩\u200d💻');
  });

  it('reads plain characters where typographic ones were typed, and keeps those for the description', () => {
    expect(normalise('２ｈ\u00a0–\u3000“it’s”')).toEqual({
      text: '２ｈ\u00a0–\u3000“it’s”',
      folded: '2h - "it\'s"',
    });
  });

  it.each([
    ['a &amp;amp;lt; b', 'a < b'],
    ['<<@U1|U2>|bob>', '@bob'],
    ['&l<http://example.com|t>;', '<'],
    ['&am\u200bp;', '&'],
  ])('leaves nothing to be done in %j', (raw, text) => {
    expect(textOf(raw)).toBe(text);
    expect(textOf(text)).toBe(text);
  });

  it('keeps lines', () => expect(normalise('a\r\nb\tc').folded).toBe('a \nb c'));
});
