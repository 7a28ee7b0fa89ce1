import { chainFrom, EndlessChain } from './graph.chain';
import type { GraphPage } from './graph.page';

/** Reads a chain whose pages have these ids; the last one, if any, has no link. @returns how many were read */
async function read(idsOf: (page: number) => string[] | undefined): Promise<number> {
  let asked = 0;
  let read = 0;
  const page = (): GraphPage => {
    const ids = idsOf(asked++);
    const isLast = idsOf(asked) === undefined;
    return { items: (ids ?? []).map((id) => ({ id })), ...(!isLast && { nextLink: `link ${asked}` }) };
  };
  for await (const each of chainFrom(page(), () => Promise.resolve(page()))) read += each ? 1 : 0;
  return read;
}

it('reads to the page without a link', async () => {
  expect(await read((page) => (page < 700 ? [`${page}`] : undefined))).toBe(700);
});

it('lives with empty pages, and with a page that comes twice', async () => {
  expect(await read((page) => [['a'], [], [], ['a'], ['b']][page])).toBe(5);
});

it('cuts a chain that turns in a circle, however its links change', async () => {
  await expect(read((page) => [`${page % 7}`])).rejects.toThrow(EndlessChain);
});

it.each([
  ['nothing', (): string[] => []],
  ['ever more', (page: number): string[] => [`${page}`]],
])('cuts a chain of %s that does not end', async (_, idsOf) => {
  await expect(read(idsOf)).rejects.toThrow(EndlessChain);
});
