import { ApiRequest } from '../simulator/api.request';
import { Cursor } from '../simulator/listings';
import { sealToken } from '../simulator/opaque.token';
import { Row } from './calendar.rows';
import { contextOf } from './calendars.endpoint';
import { DeltaListing } from './delta.listing';
import { rowToWire } from './event.wire';
import { linkTo } from './link';
import { deltaPageSize } from './page';
import { Preferences } from './prefer';
import { Settings } from './settings';
import { World } from './world';

interface PageRequest {
  request: ApiRequest;
  preferences: Preferences;
  cursor: Cursor<DeltaListing>;
}

/** One page of a round, with the link to the next page or, on the last page only, to the next round. */
export function deltaPage(world: World, { request, preferences, cursor }: PageRequest): object {
  const { settings } = world;
  const { listing, offset, page } = cursor;
  const size = settings.emptyPageAt === page ? 0 : deltaPageSize(preferences.pageSize, settings);
  const end = offset + size;
  const done = end >= listing.rows.length && size > 0;
  const value = withRepetition(listing.rows.slice(offset, end), settings).map((row) =>
    rowToWire(row, preferences),
  );
  const link = (name: string, token: string): string =>
    linkTo(request, `$${name}=${token}`, settings.linkOrigin);
  const next = (offset: number): object => ({
    '@odata.nextLink': link('skiptoken', world.listings.tokenFor({ listing, offset, page: page + 1 })),
  });
  return {
    '@odata.context': contextOf(request, 'Collection(event)'),
    value,
    ...(!done && next(end)),
    ...(done && settings.endlessPages && next(0)),
    ...(done &&
      !settings.endlessPages &&
      !settings.withholdDeltaLink && { '@odata.deltaLink': link('deltatoken', deltaTokenAfter(listing)) }),
  };
}

/** A round may be read while the calendar changes; the next one starts where this one was taken. */
function deltaTokenAfter({ calendarId, epoch, revision, window }: DeltaListing): string {
  return sealToken({ calendarId, epoch, revision, ...window });
}

function withRepetition(rows: readonly Row[], { repeatEvent }: Settings): readonly Row[] {
  const found = rows.find((row) => row.shape !== 'removed' && row.item.id === repeatEvent?.eventId);
  if (!repeatEvent || !found || found.shape === 'removed') return rows;
  const fields = { ...found.item.fields, ...repeatEvent.earlier };
  const earlier: Row = { ...found, item: { ...found.item, fields } };
  return [...rows.map((row) => (row === found ? earlier : row)), found];
}
