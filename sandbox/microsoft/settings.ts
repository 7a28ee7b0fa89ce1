import { EventPatch } from './graph.event';

/** Standing switches; as they are by default, Microsoft has a good day. */
export interface Settings {
  /** Seconds that a new access token lives. */
  accessTokenLifetime: number;
  /** Never hand out a refresh token, as when `offline_access` was not granted. */
  withholdRefreshToken: boolean;
  /** Each use of a refresh token gives a new one, and the old one stays alive. */
  rotateRefreshTokens: boolean;
  /** How `scope` of a token answer writes the names: Microsoft is free to use any of these. */
  scopeSpelling: 'plain' | 'prefixed' | 'mixedCase';
  /** Whoever allows the app on the consent page is sent back with `consent_required`: an administrator has to. */
  adminConsentRequired: boolean;
  /** Upper bound of lines on a page, whatever the caller asks for. */
  maxPageSize: number | null;
  /** Every round of deltas gets an empty page, with a nextLink, as its n-th (from 1). */
  emptyPageAt: number | null;
  /** Rounds of deltas end without a deltaLink. */
  withholdDeltaLink: boolean;
  /** Rounds of deltas never end: the skip token rotates, the same pages come again. */
  endlessPages: boolean;
  /** The page that holds this event shows it twice: first with `earlier` laid over it, at the end as it really is. */
  repeatEvent: { eventId: string; earlier: EventPatch } | null;
  /** Ids that every round, the first too, says are removed though nobody ever told of them. */
  strayRemovals: string[];
  /** Where a round has the master of a series: before its occurrences, behind them, or nowhere. */
  seriesMasters: 'first' | 'last' | 'withheld';
  /** What a round says of a deleted series. */
  deletedSeriesAs: 'masterAndOccurrences' | 'master';
  /** What a round says of an occurrence that its series no longer has; Microsoft does not say a word. */
  vanishedOccurrencesAs: 'silence' | 'removed';
  /** `https://elsewhere.example`: where nextLink and deltaLink point instead of to the simulator. */
  linkOrigin: string | null;
  /** Seconds, the advice to whoever has more than four requests open in one mailbox. */
  concurrencyRetryAfter: number;
}

export const DEFAULT_SETTINGS: Readonly<Settings> = {
  accessTokenLifetime: 3599,
  withholdRefreshToken: false,
  rotateRefreshTokens: true,
  scopeSpelling: 'plain',
  adminConsentRequired: false,
  maxPageSize: null,
  emptyPageAt: null,
  withholdDeltaLink: false,
  endlessPages: false,
  repeatEvent: null,
  strayRemovals: [],
  seriesMasters: 'first',
  deletedSeriesAs: 'masterAndOccurrences',
  vanishedOccurrencesAs: 'silence',
  linkOrigin: null,
  concurrencyRetryAfter: 1,
};
