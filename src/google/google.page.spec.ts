import { ProviderUnavailable } from '../calendars/provider/provider-errors';
import { type GooglePage, pagesFrom, toPage } from './google.page';

async function read(ask: (token?: string) => GooglePage): Promise<number> {
  let pages = 0;
  for await (const page of pagesFrom((token) => Promise.resolve(ask(token)))) pages += page ? 1 : 0;
  return pages;
}

it.each([
  '<html>',
  '',
  null,
  [],
  7,
  { items: 'none' },
  { nextPageToken: {} },
  { items: [], nextSyncToken: 42 },
])('%j is no page', (answer) => {
  expect(() => toPage(answer)).toThrow(ProviderUnavailable);
});

it('a page may have nothing on it', () => {
  expect(toPage({ nextPageToken: 'more' })).toEqual({ items: [], nextPageToken: 'more' });
});

it('a chain of pages that leads back into itself is cut', async () => {
  await expect(read((token) => ({ items: [], nextPageToken: token === 'a' ? 'b' : 'a' }))).rejects.toThrow(
    ProviderUnavailable,
  );
});

it('a chain of pages without an end is cut', async () => {
  let asked = 0;
  await expect(read(() => ({ items: [], nextPageToken: `${asked++}` }))).rejects.toThrow(ProviderUnavailable);
  expect(asked).toBe(10_000);
});
