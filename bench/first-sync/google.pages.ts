/** The members of an item that rows are made of. */
export interface GoogleItem {
  id: string;
  status: string;
  iCalUID: string;
  summary?: string;
  description?: string;
  location?: string;
  start: { dateTime: string; timeZone?: string };
  end: { dateTime: string };
  originalStartTime?: { dateTime: string };
  recurringEventId?: string;
  transparency?: string;
  visibility?: string;
  organizer?: { email: string };
  attendees?: { email: string; displayName?: string; self?: boolean; responseStatus: string }[];
  htmlLink?: string;
}

interface GooglePage {
  items: GoogleItem[];
  nextPageToken?: string;
}

/** A listing of events: where, as whom, and the query that the service itself was seen to send. */
export interface Listing {
  url: string;
  token: string;
  query: Record<string, string>;
}

/** The very pages that the service asks for, with plain fetch and JSON.parse, and compressed as it gets them. */
export async function* googlePages({ url, token, query }: Listing): AsyncGenerator<GoogleItem[]> {
  const headers = { authorization: `Bearer ${token}`, 'user-agent': 'bench (gzip)' };
  let pageToken: string | undefined;
  do {
    const search = new URLSearchParams({ ...query, ...(pageToken && { pageToken }) });
    const response = await fetch(`${url}?${search.toString()}`, { headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
    const page = JSON.parse(text) as GooglePage;
    yield page.items;
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
}
