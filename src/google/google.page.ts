import { ProviderUnavailable } from '../calendars/provider/provider-errors';
import { membersOf } from '../common/foreign-json';

/** What all of Google's lists have in common. */
export interface GooglePage {
  items: unknown[];
  nextPageToken?: string;
  nextSyncToken?: string;
}

/**
 * Checks that an answer is a list. Without `items` it is an empty one: a `fields` mask may leave an empty list out.
 * @throws ProviderUnavailable for a web page, half a document, or fields of other types
 */
export function toPage(answer: unknown): GooglePage {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) throw new ProviderUnavailable();
  const { items = [], nextPageToken, nextSyncToken } = membersOf(answer);
  if (!Array.isArray(items) || !isToken(nextPageToken) || !isToken(nextSyncToken))
    throw new ProviderUnavailable();
  return {
    items,
    ...(nextPageToken && { nextPageToken }),
    ...(nextSyncToken && { nextSyncToken }),
  };
}

/** More pages than the largest calendar has: a longer chain has no end. */
const MOST_PAGES = 10_000;

/**
 * Follows `nextPageToken`. A short or empty page is not the end, only a missing token is:
 * https://developers.google.com/workspace/calendar/api/guides/pagination
 * @throws ProviderUnavailable for a chain that leads back into itself or does not end, and what `ask` throws
 */
export async function* pagesFrom(
  ask: (pageToken: string | undefined) => Promise<GooglePage>,
  first?: string,
): AsyncGenerator<GooglePage> {
  const asked = new Set<string | undefined>();
  let pageToken = first;
  do {
    if (asked.has(pageToken) || asked.size >= MOST_PAGES) throw new ProviderUnavailable();
    asked.add(pageToken);
    const page = await ask(pageToken);
    yield page;
    pageToken = page.nextPageToken;
  } while (pageToken);
}

function isToken(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}
