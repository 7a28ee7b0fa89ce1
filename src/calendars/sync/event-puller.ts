import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { oneAhead } from '../../common/one-ahead';
import type { EventPage } from '../provider/calendar-event';
import { type Access, type CalendarProvider, looksUpEvents } from '../provider/calendar-provider';
import { CursorExpired, ProviderUnavailable } from '../provider/provider-errors';
import { type Checkpoint, CURSOR_FORMAT } from './cursor';
import type { Lease } from './lease.repository';
import { noneSkipped, sortPage } from './page';
import { type PageEnd, PageRepository } from './page.repository';
import { type Plan, planFollowUp, planPull, planRestart } from './plan';
import { nextRebase } from './rebase';
import { RunRepository } from './run.repository';
import { RemovalConfirmation } from './removal-confirmation';
import type { SyncCounts, SyncMode } from './sync-result';

/** What a run did, and by which kind of pull it ended. */
export interface PullOutcome {
  mode: SyncMode;
  counts: SyncCounts;
}

/** One run's way through a calendar. It may be continued with another access after a token was refused. */
export interface Pull {
  plan: Plan;
  counts: SyncCounts;
  restarted: boolean;
  /**
   * Whether it continues what another run began: then its first pages are old, and the changes since have to follow.
   */
  resumes: boolean;
  /** The cursor of the last page, once that is stored. */
  cursor?: string;
}

/**
 * The engine: pulls pages, stores each as it comes, and saves the cursor with the last one. A crash repeats work and
 * loses none. It never learns which vendor it serves.
 */
@Injectable()
export class EventPuller {
  constructor(
    private readonly pages: PageRepository,
    private readonly removals: RemovalConfirmation,
    private readonly runs: RunRepository,
    private readonly clock: Clock,
  ) {}

  /** Decides how this run will pull. */
  begin({ calendar, fence }: Lease): Pull {
    const plan = planPull(calendar, this.clock.now(), fence);
    return { plan, counts: noCounts(), restarted: false, resumes: plan.continuation !== undefined };
  }

  /**
   * Pulls to the end. When the provider has forgotten the cursor it pulls in full instead, once; when it finished what
   * another run began, it pulls what changed meanwhile as well.
   * @throws LeaseLost, ProviderUnavailable when the last page brings no cursor, and the errors of the port
   */
  async run(lease: Lease, pull: Pull, provider: CalendarProvider, access: Access): Promise<PullOutcome> {
    try {
      await this.pullPages(lease, pull, provider, access);
    } catch (error) {
      if (!(error instanceof CursorExpired) || pull.restarted) throw error;
      pull.restarted = true;
      pull.resumes = false;
      pull.plan = planRestart(lease.calendar, this.clock.now(), lease.fence);
      await this.pullPages(lease, pull, provider, access);
    }
    if (!pull.resumes) return { mode: pull.plan.mode, counts: pull.counts };
    pull.resumes = false;
    pull.plan = planFollowUp(pull.plan, pull.cursor!, lease.fence);
    const { counts } = await this.run(lease, pull, provider, access);
    return { mode: 'full', counts };
  }

  private async pullPages(
    lease: Lease,
    pull: Pull,
    provider: CalendarProvider,
    access: Access,
  ): Promise<void> {
    const { cursor, continuation, window } = pull.plan;
    const calendarId = lease.calendar.providerCalendarId;
    let complete = false;
    const pages = provider.pullEvents(access, { calendarId, window, cursor, continuation });
    // A run has one request under way at a time; where removals are looked up, the next page has to wait for that.
    for await (const page of looksUpEvents(provider) ? pages : oneAhead(pages)) {
      const changes = await this.removals.confirm(lease.calendar, page.changes, provider, access);
      await this.storePage(lease, pull, { ...page, changes });
      pull.plan.continuation = page.continuation;
      complete = page.cursor !== undefined;
    }
    // Without a cursor we cannot know that this was all: nothing is retired, and the next run starts over.
    if (!complete)
      throw new ProviderUnavailable('The provider ended its list without saying where to go on.');
  }

  private async storePage(lease: Lease, pull: Pull, page: EventPage): Promise<void> {
    const { calendar, fence } = lease;
    const { plan, counts } = pull;
    const sorted = sortPage(page.changes, plan.window);
    const end = this.endOf(page, calendar.id, plan);
    const stored = await this.pages.store({ calendarId: calendar.id, fence }, plan, sorted, end);
    pull.cursor = page.cursor;
    counts.pages += 1;
    counts.created += stored.created;
    counts.updated += stored.updated;
    counts.unchanged += stored.unchanged;
    counts.removed += stored.removed;
    for (const [reason, skipped] of Object.entries(sorted.skipped)) {
      counts.skipped[reason as keyof typeof sorted.skipped] += skipped;
    }
    counts.skipped.cancelled += stored.cancelled;
    if (page.cursor === undefined) await this.runs.note(lease, counts);
  }

  private endOf({ cursor: value, continuation }: EventPage, calendarId: string, plan: Plan): PageEnd {
    if (value === undefined) return { checkpoint: checkpointAt(continuation, plan), retire: false };
    const isFull = plan.mode === 'full';
    return {
      checkpoint: null,
      cursor: { format: CURSOR_FORMAT, value, window: plan.basis },
      rebaseAt: isFull ? nextRebase(calendarId, this.clock.now()) : undefined,
      retire: isFull,
    };
  }
}

/** Changes since a cursor are few and are simply asked for again; a full pull remembers its page. */
function checkpointAt(continuation: string | undefined, plan: Plan): Checkpoint | null {
  if (plan.mode === 'incremental' || continuation === undefined) return null;
  const { basis: window, generation } = plan;
  return { format: CURSOR_FORMAT, continuation, generation, window };
}

function noCounts(): SyncCounts {
  return { created: 0, updated: 0, unchanged: 0, removed: 0, pages: 0, skipped: noneSkipped() };
}
