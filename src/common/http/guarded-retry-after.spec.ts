import { retryAfterSeconds } from './guarded-retry-after';

const now = Date.parse('2026-03-16T08:00:00Z');

it.each([
  ['7', 7],
  [' 120 ', 120],
  ['0', undefined],
  ['Mon, 16 Mar 2026 08:01:30 GMT', 90],
  ['Mon, 16 Mar 2026 07:00:00 GMT', undefined],
  ['999999999999', 86_400],
  ['Tue, 16 Mar 2106 08:00:00 GMT', 86_400],
  ['soon', undefined],
  ['', undefined],
])('Retry-After: %s means %p seconds', (value, seconds) => {
  expect(retryAfterSeconds(new Headers({ 'retry-after': value }), now)).toBe(seconds);
});

it('means nothing when it is absent', () => {
  expect(retryAfterSeconds(new Headers(), now)).toBeUndefined();
});
