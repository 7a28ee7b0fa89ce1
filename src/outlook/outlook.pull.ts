import { Injectable, Logger } from '@nestjs/common';
import type { EventPage } from '../calendars/provider/calendar-event';
import type { Access, PullQuery } from '../calendars/provider/calendar-provider';
import { CursorExpired } from '../calendars/provider/provider-errors';
import { chainFrom, EndlessChain } from './graph.chain';
import { GraphClient } from './graph.client';
import { DeltaRefused } from './graph.errors';
import { isOfSeries, OutlookSeries } from './outlook.series';

/** The cursor of a window that was read as a whole: there is nothing to go on from. */
const READ_AGAIN = 'read-again';
/** Marks a continuation within such a reading; any other is a link of a delta round. */
const VIEW = 'view:';

/**
 * Pulls by delta rounds: https://learn.microsoft.com/graph/delta-query-events. Our cursor is the delta link and our
 * continuation the next link, as they came.
 *
 * A series that was touched comes as a whole, and nothing is said of an occurrence that it no longer has (found by
 * experiment: https://github.com/microsoftgraph/microsoft-graph-docs/pull/4501). Which ones those are only a full pull
 * can tell, so a change of a series asks for one.
 *
 * Where Graph refuses a round, or leads it in a circle, the window is read as a whole instead. That reading sees no
 * deletions, so its cursor counts as expired at once: each later sync is a full pull, which retires what it does not
 * see, and which tries a round first. So nothing is lost, nothing loops, and it heals when Graph does.
 */
@Injectable()
export class OutlookPull {
  private readonly logger = new Logger('OutlookPull');

  constructor(private readonly client: GraphClient) {}

  /** @throws the errors of CalendarProvider.pullEvents */
  async *pages(access: Access, query: PullQuery): AsyncGenerator<EventPage> {
    const { cursor, continuation = cursor } = query;
    if (continuation === READ_AGAIN) throw new CursorExpired();
    if (continuation?.startsWith(VIEW)) {
      yield* this.view(access, query, continuation.slice(VIEW.length));
      return;
    }
    try {
      yield* this.round(access, query, continuation);
    } catch (error) {
      if (!(error instanceof DeltaRefused || error instanceof EndlessChain)) throw error;
      this.logger.warn({ reason: error.name }, 'no delta round, the window is read as a whole');
      // Only a full pull retires what a reading does not show.
      if (cursor !== undefined) throw new CursorExpired();
      yield* this.view(access, query);
    }
  }

  private async *round(access: Access, query: PullQuery, link?: string): AsyncGenerator<EventPage> {
    const series = new OutlookSeries(this.client, access);
    const first =
      link === undefined
        ? await this.client.beginRound(access, query.calendarId, query.window)
        : await this.client.follow(access, link);
    for await (const page of chainFrom(first, (next) => this.client.follow(access, next))) {
      const { items, nextLink, deltaLink } = page;
      if (query.cursor !== undefined && items.some(isOfSeries)) throw new CursorExpired();
      const changes = await series.changesIn(items);
      // A delta link counts only on the last page.
      yield { changes, ...(nextLink ? { continuation: nextLink } : deltaLink && { cursor: deltaLink }) };
    }
  }

  private async *view(access: Access, query: PullQuery, link?: string): AsyncGenerator<EventPage> {
    const series = new OutlookSeries(this.client, access);
    const first =
      link === undefined
        ? await this.client.beginView(access, query.calendarId, query.window)
        : await this.client.follow(access, link);
    for await (const { items, nextLink } of chainFrom(first, (next) => this.client.follow(access, next))) {
      const changes = await series.changesIn(items);
      yield { changes, ...(nextLink ? { continuation: VIEW + nextLink } : { cursor: READ_AGAIN }) };
    }
  }
}
