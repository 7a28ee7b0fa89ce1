import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { notificationsConfig } from '../../config/notifications.config';
import type { NotificationType } from '../notification';
import { type PreferencesChange, PreferencesRepository } from './preferences.repository';

/** What a person wants to be told. */
export interface Preferences {
  /** Everything else is told. */
  switchedOff: NotificationType[];
  /** HH:MM, local to the person: their own, or the deployment's. */
  dailySummaryTime: string;
}

/** What people want to be told. Whoever never said anything wants everything. */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly rows: PreferencesRepository,
    private readonly clock: Clock,
    @Inject(notificationsConfig.KEY) private readonly config: ConfigType<typeof notificationsConfig>,
  ) {}

  /** What somebody wants, with what is usual where they said nothing. */
  async get(userId: string): Promise<Preferences> {
    const row = await this.rows.find(userId);
    return {
      switchedOff: row?.switchedOff ?? [],
      dailySummaryTime: row?.dailySummaryTime ?? this.config.dailySummaryTime,
    };
  }

  /**
   * Begins to keep preferences, for a person whom a channel reaches now: from then on there are daily summaries. Nothing
   * changes for one who has some already.
   * @param manager of a transaction to take part in
   */
  async ensure(userId: string, now: Date = this.clock.now(), manager?: EntityManager): Promise<void> {
    await this.rows.ensure(userId, now, manager);
  }

  /**
   * Switches types on and off, and moves the daily summary. One that is switched on
   * or moved comes first at its next moment: not for one that has passed.
   */
  async set(userId: string, change: PreferencesChange): Promise<Preferences> {
    const now = this.clock.now();
    await this.rows.ensure(userId, now);
    await this.rows.change(userId, change, now);
    return this.get(userId);
  }
}
