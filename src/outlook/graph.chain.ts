import { createHash } from 'node:crypto';
import { ProviderUnavailable } from '../calendars/provider/provider-errors';
import { membersOf } from '../common/foreign-json';
import type { GraphPage } from './graph.page';

/** A chain of pages that leads back into itself, or does not end. */
export class EndlessChain extends ProviderUnavailable {}

/** More pages than the largest calendar has, however short they are. */
const MOST_PAGES = 2_000;
/** How many pages may be empty, and how often one may come. */
const MOST_EMPTY = 100;
const MOST_ALIKE = 2;

/**
 * Follows `@odata.nextLink`. A short or empty page is not the end, only a missing link is. Delta rounds have been seen
 * that turn in a circle for ever, each link different and the pages the same:
 * https://learn.microsoft.com/answers/questions/5790953
 * @throws EndlessChain instead of a page that proves it, and what `follow` throws
 */
export async function* chainFrom(
  first: GraphPage,
  follow: (link: string) => Promise<GraphPage>,
): AsyncGenerator<GraphPage> {
  const seen = new Map<string, number>();
  let pages = 0;
  for (let page = first; ; page = await follow(page.nextLink)) {
    pages += 1;
    yield page;
    if (page.nextLink === undefined) return;
    const likeness = likenessOf(page);
    const times = (seen.get(likeness) ?? 0) + 1;
    seen.set(likeness, times);
    if (pages >= MOST_PAGES || times > (page.items.length > 0 ? MOST_ALIKE : MOST_EMPTY))
      throw new EndlessChain();
  }
}

/** Equal for pages that hold the same ids in the same order, whatever their links. */
function likenessOf({ items }: GraphPage): string {
  const ids = items.map((item) => membersOf(item).id);
  return createHash('sha256').update(JSON.stringify(ids)).digest('base64');
}
