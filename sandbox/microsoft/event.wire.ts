import { Row } from './calendar.rows';
import { previewOf } from './event.completion';
import { iCalUIdOf, toldId } from './event.id';
import { toldIn } from './graph.time';
import { Item } from './item';
import { Preferences } from './prefer';

type Wire = Record<string, unknown>;

/** A line of a delta answer. Stubs and removals hold what is written here and nothing else. */
export function rowToWire(row: Row, preferences: Preferences): Wire {
  const type = { '@odata.type': '#microsoft.graph.event' };
  if (row.shape === 'removed') {
    return { ...type, id: toldId(row.id, preferences.immutableIds), '@removed': { reason: 'deleted' } };
  }
  const event = eventToWire(row.item, preferences);
  if (row.shape === 'full') return { ...type, ...event };
  const { '@odata.etag': etag, id, seriesMasterId, type: kind, start, end } = event;
  return { ...type, '@odata.etag': etag, id, seriesMasterId, type: kind, start, end };
}

/** The event in full. */
export function eventToWire(item: Item, { timeZone, immutableIds }: Preferences): Wire {
  const { fields, seriesMasterId, originalStart } = item;
  const id = toldId(item.id, immutableIds);
  const changeKey = Buffer.from(`${item.id} ${String(fields.lastModifiedDateTime)}`).toString('base64');
  const day = originalStart === null ? undefined : item.id.slice(-10);
  return {
    '@odata.etag': `W/"${changeKey}"`,
    id,
    changeKey,
    iCalUId: iCalUIdOf(seriesMasterId ?? item.id, day),
    bodyPreview: previewOf(fields.body),
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(id)}&exvsurl=1&path=/calendar/item`,
    ...fields,
    type: item.type,
    seriesMasterId: seriesMasterId === null ? null : toldId(seriesMasterId, immutableIds),
    ...(originalStart !== null && {
      originalStart: `${new Date(originalStart).toISOString().slice(0, 19)}Z`,
    }),
    start: Number.isFinite(item.start) ? toldIn(timeZone, item.start, !!fields.isAllDay) : fields.start,
    end: Number.isFinite(item.end) ? toldIn(timeZone, item.end, !!fields.isAllDay) : fields.end,
  };
}
