import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { BillingTargets } from '../billing/time-entries/billing-targets';
import { isElsewhere, targetWanted } from '../billing/time-entries/entry-change';
import { Clock } from '../common/clock';
import type { CalendarIntegration } from './calendar-integration.entity';
import { type CalendarChange, CalendarRepository, type CountedCalendar } from './calendar.repository';

const IN_SETTINGS = { project: '/default_project_id', client: '/default_client_id' };

/** The settings of selected calendars. */
@Injectable()
export class CalendarsService {
  constructor(
    private readonly calendars: CalendarRepository,
    private readonly targets: BillingTargets,
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Changes settings. A new window takes effect with the next sync, which then pulls in full. A new default project
   * brings its client along.
   * @throws NotFound; ValidationFailed or Conflict for a default project or client that takes no entries
   */
  async change(userId: string, id: string, change: CalendarChange): Promise<CountedCalendar> {
    if (Object.keys(change).length > 0) {
      await this.database.transaction(async (manager) => {
        const { defaultProjectId: projectId, defaultClientId: clientId } = change;
        await this.targets.hold(manager, { projectId, clientId });
        const calendar = await this.calendars.lock(manager, userId, id);
        const changed = { ...change, ...(await this.defaultsAfter(manager, calendar, change)) };
        await this.calendars.change(userId, id, changed, manager);
      });
    }
    return this.calendars.get(userId, id);
  }

  /** Switched on, a calendar is due at once; switched off, it is synchronised only when asked. @throws NotFound */
  async enable(userId: string, id: string, syncEnabled: boolean): Promise<void> {
    const nextSyncAt = syncEnabled ? this.clock.now() : null;
    await this.calendars.change(userId, id, { syncEnabled, nextSyncAt });
  }

  /** What is left as it was is not judged again: a default may be archived by now. */
  private async defaultsAfter(
    manager: EntityManager,
    { defaultProjectId, defaultClientId }: CalendarIntegration,
    change: CalendarChange,
  ): Promise<CalendarChange> {
    const before = { projectId: defaultProjectId, clientId: defaultClientId };
    const named = { projectId: change.defaultProjectId, clientId: change.defaultClientId };
    const wanted = targetWanted(before, named);
    if (!wanted) return {};
    const moves = isElsewhere(before, wanted);
    const target = moves ? await this.targets.resolve(manager, wanted, IN_SETTINGS) : before;
    return { defaultProjectId: target.projectId, defaultClientId: target.clientId };
  }
}
