import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type BackgroundTask, RunsInBackground } from '../../common/background/background-task';
import { nextSlot } from '../../common/background/schedule';
import { discovered } from '../../common/discovered';
import { RefusesToStart } from '../../common/errors/refuses-to-start';

/** A task, and when it would run next. */
export interface ScheduledTask {
  name: string;
  schedule: string;
  nextRunAt: Date;
}

/** The background tasks of this process by name. It finds them at boot, and refuses what could not be run. */
@Injectable()
export class TaskRegistry implements OnModuleInit {
  private tasks = new Map<string, BackgroundTask>();

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws RefusesToStart */
  onModuleInit(): void {
    this.tasks = discovered(this.discovery, RunsInBackground, 'background tasks');
    for (const [name, { schedule }] of this.tasks) {
      if (comesBack(schedule)) continue;
      throw new RefusesToStart(
        `The background task '${name}' has a schedule that never comes: '${schedule}'.`,
      );
    }
  }

  /** @throws when this process has no such task: one with another version of the service may have */
  get(name: string): BackgroundTask {
    const task = this.tasks.get(name);
    if (!task) throw new Error(`There is no background task '${name}' in this version of the service`);
    return task;
  }

  /** All tasks, and their first slots after `now`. */
  scheduled(now: Date): ScheduledTask[] {
    return [...this.tasks].map(([name, { schedule }]) => ({
      name,
      schedule,
      nextRunAt: nextSlot(schedule, now),
    }));
  }
}

/** Not every expression that can be read ever comes: there is no 31st of February. */
function comesBack(schedule: string): boolean {
  try {
    nextSlot(schedule, new Date());
    return true;
  } catch {
    return false;
  }
}
