import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RemoteCalendar } from '../provider/calendar-provider';
import type { WindowSetting } from '../sync/window';

/** A person's choice among the calendars of one of their accounts. */
export interface Selection {
  userId: string;
  provider: string;
  oauthAccountId: string;
  providerCalendarId: string;
  /** The provider's name for it, unless given. */
  name?: string;
  syncEnabled?: boolean;
}

/** A selection with what goes with it: the calendar as its provider lists it, and the window of a new one. */
export interface NewSelection extends Selection {
  remote: RemoteCalendar;
  setting: WindowSetting;
  /** When it is due for the first time. */
  due: Date;
}

/** The selected calendar, and whether this very call made it. */
export interface Selected {
  calendarId: string;
  created: boolean;
}

const SELECT = `
INSERT INTO calendar_integrations (user_id, oauth_account_id, provider, provider_calendar_id, calendar_name, timezone,
  color, sync_enabled, days_back, days_forward, next_sync_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CASE WHEN $8::boolean THEN $11::timestamptz END)
ON CONFLICT (oauth_account_id, provider_calendar_id) DO UPDATE SET is_active = true, updated_at = now(),
  calendar_name = coalesce($12, calendar_integrations.calendar_name), timezone = $6, color = $7,
  sync_enabled = coalesce($13, calendar_integrations.sync_enabled),
  -- One that was given up, because its provider did not show it any more, does not wait for the pause after that.
  next_sync_at = CASE WHEN NOT coalesce($13, calendar_integrations.sync_enabled) THEN NULL
    WHEN calendar_integrations.is_active THEN coalesce(calendar_integrations.next_sync_at, $11) ELSE $11 END
RETURNING id AS "calendarId", xmax = 0 AS created`;

/** Stores selections. */
@Injectable()
export class SelectionRepository {
  constructor(private readonly database: DataSource) {}

  /** Inserts the calendar, or changes what is given if it was selected before. Of parallel callers one inserts. */
  async select({ remote, setting, name, syncEnabled, due, ...selection }: NewSelection): Promise<Selected> {
    const [selected] = await this.database.query<Selected[]>(SELECT, [
      selection.userId,
      selection.oauthAccountId,
      selection.provider,
      selection.providerCalendarId,
      name ?? remote.name,
      remote.timezone,
      remote.color,
      syncEnabled ?? true,
      setting.daysBack,
      setting.daysForward,
      due,
      name ?? null,
      syncEnabled ?? null,
    ]);
    return selected!;
  }
}
