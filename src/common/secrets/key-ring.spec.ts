import { parseKeyRing } from './key-ring';

const KEY = Buffer.alloc(32, 1).toString('base64');
const OTHER = Buffer.alloc(32, 2).toString('base64');

describe('A key ring', () => {
  it('encrypts with its first key and keeps the others', () => {
    const ring = parseKeyRing(`2026-11:${KEY}, 2026-05:${OTHER}`);
    expect(ring.current).toBe('2026-11');
    expect([...ring.keys.keys()]).toEqual(['2026-11', '2026-05']);
    expect(ring.keys.get('2026-05')).toEqual(Buffer.alloc(32, 2));
  });

  it.each([
    ['nothing', ''],
    ['a key without a name', KEY],
    ['a name without a key', 'a:'],
    ['no name', `:${KEY}`],
    ['a name with a dot, which boxes part by', `a.b:${KEY}`],
    ['a short key', `a:${Buffer.alloc(31).toString('base64')}`],
    ['a long key', `a:${Buffer.alloc(33).toString('base64')}`],
    ['one name twice', `a:${KEY},a:${OTHER}`],
    ['a comma too many', `a:${KEY},`],
    ['a key among what is no base64', `a:%%%${KEY}`],
    ['too many parts', `a:${KEY}:b`],
  ])('is not %s', (_, text) => expect(() => parseKeyRing(text)).toThrow(/entry \d/));

  it('never tells a key', () => {
    const canary = Buffer.from('canary canary canary canary canary!!!').toString('base64');
    for (const text of [`a:${canary}`, canary, `a:${KEY},b:${canary}:c`, `a b:${canary}`]) {
      expect(messageFor(text)).toMatch(/^entry \d/);
      expect(messageFor(text)).not.toContain(canary);
    }
  });
});

function messageFor(text: string): string {
  try {
    parseKeyRing(text);
    return 'it was accepted';
  } catch (error) {
    return (error as Error).message;
  }
}
