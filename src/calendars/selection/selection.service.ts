import { Inject, Injectable } from '@nestjs/common';
import { type ConfigType } from '@nestjs/config';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock';
import { NotFound } from '../../common/errors/problem';
import { calendarsConfig } from '../../config/calendars.config';
import { CalendarOffers } from './calendar-offers';

/** The choice of a person, among the calendars of one of their accounts. */
export interface Selection {
  userId: string;
  provider: string;
  oauthAccountId: string;
  providerCalendarId: string;
  /** The provider's name for it, unless given. */
  name?: string;
  syncEnabled?: boolean;
}

const SELECT = `
INSERT INTO calendar_integrations (user_id, oauth_account_id, provider, provider_calendar_id, calendar_name, timezone,
  color, sync_enabled, days_back, days_forward, next_sync_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CASE WHEN $8::boolean THEN $11::timestamptz END)
ON CONFLICT (oauth_account_id, provider_calendar_id) DO UPDATE SET is_active = true, updated_at = now(),
  calendar_name = coalesce($12, calendar_integrations.calendar_name), timezone = $6, color = $7,
  sync_enabled = coalesce($13, calendar_integrations.sync_enabled),
  next_sync_at = CASE WHEN coalesce($13, calendar_integrations.sync_enabled)
    THEN coalesce(calendar_integrations.next_sync_at, $11) END
RETURNING id, xmax = 0 AS created`;

/** Makes calendars of a provider ours to synchronise. */
@Injectable()
export class SelectionService {
  constructor(
    private readonly offers: CalendarOffers,
    private readonly database: DataSource,
    private readonly clock: Clock,
    @Inject(calendarsConfig.KEY) private readonly defaults: ConfigType<typeof calendarsConfig>,
  ) {}

  /**
   * Selects a calendar. Selecting it again changes only what is given, and loses nothing.
   * @throws NotFound for an account or calendar that the user does not have, and the errors of the port
   */
  async select(selection: Selection): Promise<{ calendarId: string; created: boolean }> {
    const { userId, provider, oauthAccountId, providerCalendarId, name, syncEnabled } = selection;
    const offers = await this.offers.list(userId, provider, oauthAccountId);
    const remote = offers.find(({ id }) => id === providerCalendarId);
    if (!remote) throw new NotFound('The calendar of this account');
    const [row] = await this.database.query<{ id: string; created: boolean }[]>(SELECT, [
      userId,
      oauthAccountId,
      provider,
      providerCalendarId,
      name ?? remote.name,
      remote.timezone,
      remote.color,
      syncEnabled ?? true,
      this.defaults.daysBack,
      this.defaults.daysForward,
      this.clock.now(),
      name ?? null,
      syncEnabled ?? null,
    ]);
    return { calendarId: row!.id, created: row!.created };
  }
}
