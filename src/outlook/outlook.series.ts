import type { EventChange } from '../calendars/provider/calendar-event';
import type { Access } from '../calendars/provider/calendar-provider';
import { ProviderUnavailable } from '../calendars/provider/provider-errors';
import { idOf, membersOf } from '../common/foreign-json';
import type { GraphClient } from './graph.client';
import { toEventChange } from './outlook.normaliser';

/** What an occurrence has from its series. Its id and times are its own; the master's are those of the first one. */
const INHERITED = [
  'subject',
  'body',
  'bodyPreview',
  'location',
  'attendees',
  'organizer',
  'categories',
  'webLink',
  'iCalUId',
  'isAllDay',
  'isCancelled',
  'showAs',
  'sensitivity',
  'responseStatus',
  'originalStartTimeZone',
];

type Fields = Record<string, unknown>;

/**
 * The series of one pull. A delta round tells an occurrence by id and times alone; all else is its master's, which
 * comes in the same round, before or after it, or has come in an earlier one:
 * https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/34
 */
export class OutlookSeries {
  /** What the masters hand down; undefined for series that are gone. */
  private readonly known = new Map<string, Fields | undefined>();

  constructor(
    private readonly client: Pick<GraphClient, 'event'>,
    private readonly access: Access,
  ) {}

  /** A page's lines as changes, in their order. A master is no meeting: it only fills its occurrences in. */
  async changesIn(lines: unknown[]): Promise<EventChange[]> {
    const events = lines.map(membersOf);
    for (const event of events.filter(isMaster)) this.known.set(String(event.id), inheritedFrom(event));
    const changes: EventChange[] = [];
    for (const event of events) {
      if (!isMaster(event)) changes.push(isStub(event) ? await this.filledIn(event) : toEventChange(event));
    }
    return changes;
  }

  private async filledIn(stub: Fields): Promise<EventChange> {
    const seriesId = idOf(stub.seriesMasterId);
    const id = idOf(stub.id);
    if (seriesId === null || id === null)
      return { kind: 'invalid', id: id ?? '', reason: 'an occurrence of nothing' };
    if (!this.known.has(seriesId)) this.known.set(seriesId, await this.ask(seriesId));
    const master = this.known.get(seriesId);
    return master ? toEventChange({ ...master, ...stub }) : { kind: 'removed', id };
  }

  private async ask(seriesId: string): Promise<Fields | undefined> {
    const master = await this.client.event(this.access, seriesId);
    if (master && idOf(master.id) === null) throw new ProviderUnavailable();
    return master && inheritedFrom(master);
  }
}

/** A master is dated at its first occurrence, which may be years back. */
export function isMaster({ type }: Fields): boolean {
  return type === 'seriesMaster';
}

/** A line by which Graph tells that a series was touched; all that is left of it may be exceptions. */
export function isOfSeries(line: unknown): boolean {
  const event = membersOf(line);
  return isMaster(event) || isStub(event) || event.type === 'exception';
}

function isStub(event: Fields): boolean {
  return event.type === 'occurrence' && !('subject' in event && 'showAs' in event);
}

function inheritedFrom(master: Fields): Fields {
  return Object.fromEntries(INHERITED.filter((name) => name in master).map((name) => [name, master[name]]));
}
