import { googlePages, type Listing } from './google.pages';
import type { Lane } from './lane';

/** The part that all lanes have in common: the pages, fetched and parsed and thrown away. */
export function fetchLane(listing: Listing): Lane {
  return {
    name: 'pages alone',
    prepare: () => Promise.resolve(),
    run: async () => {
      let seen = 0;
      for await (const items of googlePages(listing)) seen += items.length;
      return seen;
    },
  };
}
