import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import type { KeyRing } from './key-ring';
import { type BoxPlace, open, seal, SecretUnreadable } from './secret-box';

const PLACE: BoxPlace = { table: 'accounts', row: '7', column: 'token' };

function ringOf(...ids: string[]): KeyRing {
  return { current: ids[0]!, keys: new Map(ids.map((id) => [id, randomBytes(32)])) };
}

const ring = ringOf('new', 'old');
const text = fc.string({ unit: 'grapheme', maxLength: 300 });
const word = fc.string({ minLength: 1, maxLength: 20 });
const place = fc.record({ table: word, row: word, column: word });

/** The box with one bit of its sealed bytes flipped. */
function flipped(box: string, bit: number): string {
  const [version, keyId, body] = box.split('.') as [string, string, string];
  const bytes = Buffer.from(body, 'base64url');
  const at = bit % (bytes.length * 8);
  bytes[at >> 3]! ^= 1 << (at & 7);
  return `${version}.${keyId}.${bytes.toString('base64url')}`;
}

describe('A secret box', () => {
  it('gives back what was sealed, and shows nothing of it', () => {
    fc.assert(
      fc.property(text, place, (secret, where) => {
        const box = seal(ring, where, secret);
        expect(open(ring, where, box)).toBe(secret);
        expect(box).toMatch(/^v1\.new\.[\w-]+$/);
        if (secret.length > 4) expect(box).not.toContain(secret);
      }),
    );
  });

  it('is another one each time', () => {
    const boxes = Array.from({ length: 1_000 }, () => seal(ring, PLACE, 'the same'));
    expect(new Set(boxes).size).toBe(1_000);
  });

  it('does not open with any one bit flipped', () => {
    fc.assert(
      fc.property(text, fc.nat(), (secret, bit) => {
        const box = seal(ring, PLACE, secret);
        expect(() => open(ring, PLACE, flipped(box, bit))).toThrow(SecretUnreadable);
      }),
    );
  });

  it('does not open with any one character changed, left out or added', () => {
    const box = seal(ring, PLACE, 'a secret');
    const characters = 'Av1.n-_=+/ \n\0é';
    fc.assert(
      fc.property(fc.nat(box.length), fc.constantFrom(...characters), fc.nat(2), (at, character, kind) => {
        const after = box.slice(at + (kind === 2 ? 0 : 1));
        const altered = box.slice(0, at) + (kind === 1 ? '' : character) + after;
        if (altered !== box) expect(() => open(ring, PLACE, altered)).toThrow(SecretUnreadable);
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not open in another place', () => {
    fc.assert(
      fc.property(place, place, (here, there) => {
        fc.pre(JSON.stringify(here) !== JSON.stringify(there));
        const box = seal(ring, here, 'a secret');
        expect(() => open(ring, there, box)).toThrow(SecretUnreadable);
      }),
    );
  });

  it('tells places apart whose names run into each other', () => {
    const box = seal(ring, { table: 'a', row: 'b', column: 'cd' }, 'a secret');
    expect(() => open(ring, { table: 'a', row: 'bc', column: 'd' }, box)).toThrow(SecretUnreadable);
    expect(() => open(ring, { table: 'a","b', row: '', column: 'cd' }, box)).toThrow(SecretUnreadable);
  });

  it('opens with an older key of the ring, but not without it, nor with another key of its name', () => {
    const before: KeyRing = { current: 'old', keys: new Map([['old', ring.keys.get('old')!]]) };
    const box = seal(before, PLACE, 'a secret');
    expect(open(ring, PLACE, box)).toBe('a secret');
    expect(() => open(ringOf('new'), PLACE, box)).toThrow(SecretUnreadable);
    expect(() => open(ringOf('new', 'old'), PLACE, box)).toThrow(SecretUnreadable);
  });

  it('does not open under the name of another key, though that key were the same', () => {
    const key = randomBytes(32);
    const twins: KeyRing = {
      current: 'one',
      keys: new Map([...['one', 'two'].map((id) => [id, key] as const)]),
    };
    const box = seal(twins, PLACE, 'a secret').replace('.one.', '.two.');
    expect(() => open(twins, PLACE, box)).toThrow(SecretUnreadable);
  });

  it.each([
    '',
    '.',
    '..',
    'v1',
    'v1.new',
    'v1.new.',
    'v1.new.AAAA',
    'v2.new.AAAA',
    'v1.none.AAAA',
    'v1.__proto__.x',
  ])('is not "%s"', (box) => expect(() => open(ring, PLACE, box)).toThrow(SecretUnreadable));

  it('says where it could not be read, and nothing of what was in it', () => {
    const box = seal(ring, PLACE, 'a secret');
    const elsewhere = { ...PLACE, row: '8' };
    const attempt = (): string => open(ring, elsewhere, box);
    expect(attempt).toThrow('The secret in accounts.token of row 8 cannot be read.');
    try {
      attempt();
    } catch (error) {
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(box.split('.')[2]);
    }
  });
});
