import { EventPatch } from './google.event';

/** Standing switches; all of them off is Google on a good day. */
export interface Settings {
  /** Seconds that a new access token lives. */
  accessTokenLifetime: number;
  /** Answer a refresh with a new refresh token and kill the old one. Google does not; a robust client copes. */
  rotateRefreshTokens: boolean;
  /** Never hand out a refresh token, as when consent was given before. */
  withholdRefreshToken: boolean;
  /** Upper bound of events or calendars on a page, whatever `maxResults` says. */
  maxPageSize: number | null;
  /** Every listing of events gets an empty page, with a nextPageToken, as its n-th (from 1). */
  emptyPageAt: number | null;
  /** End full and incremental listings of events without a nextSyncToken. */
  withholdSyncToken: boolean;
  /** The page that holds this event shows it twice: first with `earlier` laid over it, at the end as it really is. */
  repeatEvent: { eventId: string; earlier: EventPatch } | null;
  /** What an expanding incremental sync says of a deleted series: a stub per instance, or one of the master. */
  deletedSeriesAs: 'instances' | 'master';
}

export const DEFAULT_SETTINGS: Readonly<Settings> = {
  accessTokenLifetime: 3599,
  rotateRefreshTokens: false,
  withholdRefreshToken: false,
  maxPageSize: null,
  emptyPageAt: null,
  withholdSyncToken: false,
  repeatEvent: null,
  deletedSeriesAs: 'instances',
};
