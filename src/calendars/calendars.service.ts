import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BillingTargets } from '../billing/time-entries/billing-targets';
import { Clock } from '../common/clock';
import { type CalendarChange, CalendarRepository, type CountedCalendar } from './calendar.repository';

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
   * Changes settings. A new window takes effect with the next sync, which then pulls in full.
   * @throws NotFound; ValidationFailed or Conflict for a default project or client that takes no entries
   */
  async change(userId: string, id: string, change: CalendarChange): Promise<CountedCalendar> {
    const current = await this.calendars.get(userId, id);
    const { defaultProjectId: projectId = null, defaultClientId: clientId = null } = {
      ...current,
      ...change,
    };
    if ('defaultProjectId' in change || 'defaultClientId' in change) {
      await this.database.transaction((manager) => this.targets.resolve(manager, { projectId, clientId }));
    }
    if (Object.keys(change).length > 0) await this.calendars.change(userId, id, change);
    return this.calendars.get(userId, id);
  }

  /** Switched on, a calendar is due at once; switched off, it is synchronised only when asked. @throws NotFound */
  async enable(userId: string, id: string, syncEnabled: boolean): Promise<void> {
    const nextSyncAt = syncEnabled ? this.clock.now() : null;
    await this.calendars.change(userId, id, { syncEnabled, nextSyncAt });
  }
}
