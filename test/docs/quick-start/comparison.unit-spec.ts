import { departure } from './comparison';

const UUID = '8f11e3c5-fc91-41ad-bf4b-b5cc578e1972';
const OTHER = '3eada7ec-7455-4ec6-a65a-83ab2bb6c776';

describe('The comparison of a page with what it promises', () => {
  it.each([
    ['the same words', "status: 'pending'", "status: 'pending'\n"],
    ['another id', `entry ${UUID} made`, `entry ${OTHER} made`],
    ['another instant', "'2026-11-22T16:27:05.196Z'", "'2027-01-01T00:00:00.000Z'"],
    ['another day', 'on Sat 21 Nov 2026, 09:00–10:30', 'on Mon 1 Feb 2027, 10:15–11:45'],
    ['the total of another day', 'Total of Sat 21 Nov 2026: 1 h 30 m', 'Total of Sun 22 Nov 2026: 45 m'],
    ['a number that depends on the day', '{ synced_count: 16 }', '{ synced_count: 3 }'],
    ['other line breaks', "{ a: 1, b: 'x' }", "{\n  a: 1,\n  b: 'x'\n}"],
    ['more where it says …', '{\n  id: 1,\n  …\n}', '{ id: 1, name: 2 }'],
    ['nothing where it says …', 'a\n…\nb', 'a\nb'],
    ['anything where it says … alone', '…', 'a b'],
    ['a word where it says …', 'uri=…&state=…', 'uri=http%3A&state=abc'],
  ])('accepts %s', (_, shown, real) => {
    expect(departure(shown, real)).toBeUndefined();
  });

  it.each([
    ['another word', "status: 'pending'", "status: 'approved'"],
    ['another key', '{ status: 1 }', '{ state: 1 }'],
    ['a key too many', '{ a: 1 }', '{ a: 1, b: 2 }'],
    ['a key too few', '{ a: 1, b: 2 }', '{ a: 1 }'],
    ['another number', 'duration_minutes: 90', 'duration_minutes: 91'],
    ['another amount', '€2,362.50', '€2,362.51'],
    ['another span', 'Logged *1 h 30 m*', 'Logged *1 h 31 m*'],
    ['a word in place of an id', `id: '${UUID}'`, "id: 'none'"],
    ['a list in place of an object', '{ a: 1 }', '[ a: 1 ]'],
    ['another order', 'a\nb', 'b\na'],
    ['something before', 'a', 'b a'],
    ['something after', 'a', 'a\nb'],
    ['nothing', 'a', ''],
    ['words where … is one', 'uri=…&state=1', 'uri=a b&state=1'],
    ['another word after …', '{ a: 1, … }', '{ a: 1, b: 2 ]'],
    ['a sign that means something in a pattern', 'a.b', 'axb'],
  ])('refuses %s', (_, shown, real) => {
    expect(departure(shown, real)).toContain(real);
  });

  it('says where the two part', () => {
    expect(departure('mode: full, pages: 1', 'mode: full, pages: 2')).toContain('before /1/');
  });
});
