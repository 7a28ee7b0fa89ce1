import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { notificationsConfig } from '../../config/notifications.config';
import type { NotificationType } from '../notification';
import { type PreferencesChange, PreferencesRepository } from './preferences.repository';

/** What a person wants to be told. */
export interface Preferences {
  /** Types that are not sent. All others are. */
  switchedOff: NotificationType[];
  /** HH:MM, local to the person: their own, or the deployment's. */
  dailySummaryTime: string;
}

/** What people want to be told. People who never chose want everything. */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly rows: PreferencesRepository,
    private readonly clock: Clock,
    @Inject(notificationsConfig.KEY) private readonly config: ConfigType<typeof notificationsConfig>,
  ) {}

  /** A person's preferences, with the defaults where they chose nothing. */
  async get(userId: string): Promise<Preferences> {
    const row = await this.rows.find(userId);
    return {
      switchedOff: row?.switchedOff ?? [],
      dailySummaryTime: row?.dailySummaryTime ?? this.config.dailySummaryTime,
    };
  }

  /**
   * Starts to keep preferences for a person whom a channel can reach: their daily summaries begin at `now`.
   * Preferences that exist stay as they are.
   * @param manager of a transaction to take part in
   */
  async ensure(userId: string, now: Date = this.clock.now(), manager?: EntityManager): Promise<void> {
    await this.rows.ensure(userId, now, manager);
  }

  /**
   * Switches types on and off, and moves the daily summary. A summary that was switched on or moved is first sent at
   * its next moment, not for one that has passed.
   */
  async set(userId: string, change: PreferencesChange): Promise<Preferences> {
    const now = this.clock.now();
    await this.rows.ensure(userId, now);
    await this.rows.change(userId, change, now);
    return this.get(userId);
  }
}
