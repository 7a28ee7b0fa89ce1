import { randomUUID } from 'node:crypto';
import { openToken, sealToken } from './opaque.token';

/** Enough for every listing that a test or benchmark leaves half read; the oldest are forgotten. */
const REMEMBERED = 500;

/** A place in a listing. Pages count from 1. */
export interface Cursor<Listing> {
  listing: Listing;
  offset: number;
  page: number;
}

/**
 * Listings whose later pages may yet be asked for. A listing is frozen while its pages are read; what changes in
 * between comes with the sync token at its end.
 */
export class Listings<Listing extends { calendarId: string }> {
  private readonly listings = new Map<string, Listing>();
  private readonly ids = new WeakMap<Listing, string>();

  /** A page token for the cursor; it may be used any number of times, as long as its listing is remembered. */
  tokenFor({ listing, offset, page }: Cursor<Listing>): string {
    const id = this.ids.get(listing) ?? randomUUID();
    this.ids.set(listing, id);
    this.listings.delete(id);
    this.listings.set(id, listing);
    const [oldest] = this.listings.keys();
    if (this.listings.size > REMEMBERED && oldest !== undefined) this.listings.delete(oldest);
    return sealToken({ listing: id, offset, page });
  }

  /** The cursor in a page token; undefined for a token that is forged, forgotten or of another calendar. */
  resume(token: string, calendarId: string): Cursor<Listing> | undefined {
    const { listing: id, offset, page } = openToken(token) ?? {};
    const listing = typeof id === 'string' ? this.listings.get(id) : undefined;
    const sound = typeof offset === 'number' && typeof page === 'number';
    return sound && listing?.calendarId === calendarId ? { listing, offset, page } : undefined;
  }
}

/** Which page of its listing a page token stands for, from 1. */
export function pageNumberOf(pageToken: string | null): number {
  const { page } = openToken(pageToken ?? '') ?? {};
  return typeof page === 'number' ? page : 1;
}
