import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { type BackgroundTask, RunsInBackground } from '../../../common/background/background-task';
import { nextSlot } from '../../../common/background/schedule';
import { backgroundConfig } from '../../../config/background.config';
import { DueDateRepository } from './due-date.repository';

const BATCH = 5_000;
const LONGEST_SPREAD_MS = 60 * 60 * 1000;

/** Brings every enabled calendar up to date: makes them due, spread over the time until the next slot, an hour at most. */
@Injectable()
@RunsInBackground('sync-all-calendars')
export class SyncAllCalendars implements BackgroundTask {
  readonly schedule: string;

  constructor(
    @Inject(backgroundConfig.KEY) config: ConfigType<typeof backgroundConfig>,
    private readonly dueDates: DueDateRepository,
  ) {
    this.schedule = config.syncCron;
  }

  async run(slot: Date): Promise<Record<string, number>> {
    const period = nextSlot(this.schedule, slot).getTime() - slot.getTime();
    const spreadMs = Math.min(period, LONGEST_SPREAD_MS);
    return { calendars: await this.dueDates.pullForward(slot, spreadMs, BATCH) };
  }
}
