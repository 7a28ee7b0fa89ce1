import { BullModule, getQueueToken } from '@nestjs/bull';
import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { DiscoveryModule } from '@nestjs/core';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Clock } from '../../common/clock';
import { ClockModule } from '../../common/clock.module';
import { RegisteredQueues } from '../../common/queue/registered.queue';
import { backgroundConfig } from '../../config/background.config';
import { inWorkers } from '../../config/in-workers';
import { redisConfig } from '../../config/redis.config';
import { QueuesAreHandled } from './queues-are-handled';
import { TaskRegistry } from './task-registry';
import { TaskRunner } from './task-runner';
import { TaskTick } from './task-tick';
import { TaskProcessor } from './task.processor';
import { TASK_QUEUE, TaskQueue } from './task.queue';
import { TaskRepository } from './task.repository';

/** Runs the background tasks of all rooms. */
@Module({
  imports: [
    ClockModule,
    DiscoveryModule,
    ConfigModule.forFeature(backgroundConfig),
    ConfigModule.forFeature(redisConfig),
    BullModule.registerQueue({ name: TASK_QUEUE }),
  ],
  providers: [
    TaskRegistry,
    TaskRepository,
    TaskRunner,
    RegisteredQueues,
    inWorkers(TaskQueue, [redisConfig.KEY]),
    inWorkers(TaskTick, [TaskRegistry, TaskRepository, TaskQueue, Clock, SchedulerRegistry]),
    inWorkers(TaskProcessor, [TaskRunner, getQueueToken(TASK_QUEUE)]),
    inWorkers(QueuesAreHandled, [RegisteredQueues]),
  ],
})
export class BackgroundModule {}
