import { ProviderUnavailable } from '../calendars/provider/provider-errors';
import { isGraphLink, toPage } from './graph.page';

const GRAPH = 'https://graph.microsoft.com';

it.each(['<html>', undefined, null, [], 7, {}, { value: 'none' }, { value: [], '@odata.nextLink': {} }])(
  '%j is no page',
  (answer) => {
    expect(() => toPage(answer, () => true)).toThrow(ProviderUnavailable);
  },
);

it.each(['@odata.nextLink', '@odata.deltaLink'])('a page with a foreign %s is refused', (name) => {
  const answer = { value: [], [name]: 'https://evil.example/v1.0/me' };
  expect(() => toPage(answer, (link) => isGraphLink(link, GRAPH))).toThrow(ProviderUnavailable);
});

it('a page may have nothing on it', () => {
  expect(toPage({ value: [], '@odata.nextLink': 'more' }, () => true)).toEqual({
    items: [],
    nextLink: 'more',
  });
});

it.each([
  [`${GRAPH}/v1.0/me/calendars/x/calendarView/delta?$skiptoken=1`, true],
  [`${GRAPH}/v1.0/me/calendars('x')/calendarView/delta()?$deltatoken=1`, true],
  [`${GRAPH}:443/v1.0/me`, true],
  [`${GRAPH}/beta/me`, false],
  [`${GRAPH}/v1.0/../beta/me`, false],
  [`${GRAPH}/v1.0/%2e%2e/beta/me`, false],
  [`${GRAPH}:444/v1.0/me`, false],
  ['http://graph.microsoft.com/v1.0/me', false],
  ['https://graph.microsoft.com.evil.example/v1.0/me', false],
  ['https://graph.microsoft.com@evil.example/v1.0/me', false],
  ['https://robin:secret@graph.microsoft.com/v1.0/me', false],
  ['//graph.microsoft.com/v1.0/me', false],
  ['/v1.0/me', false],
  ['', false],
])('%s may be followed: %p', (link, expected) => {
  expect(isGraphLink(link, GRAPH)).toBe(expected);
});
