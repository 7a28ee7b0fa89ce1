import { BullModule, getQueueToken } from '@nestjs/bull';
import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { DiscoveryModule } from '@nestjs/core';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Clock } from '../common/clock';
import { ClockModule } from '../common/clock.module';
import { backgroundConfig } from '../config/background.config';
import { inWorkers } from '../config/in-workers';
import { notificationsConfig } from '../config/notifications.config';
import { redisConfig } from '../config/redis.config';
import { ChannelRegistry } from './channel/channel-registry';
import { Channels } from './channel/channels';
import { Outbox } from './outbox';
import { PreferencesRepository } from './preferences/preferences.repository';
import { PreferencesService } from './preferences/preferences.service';
import { NotificationClaimRepository } from './relay/notification-claim.repository';
import { NotificationSender } from './relay/notification-sender';
import { NotificationProcessor } from './relay/notification.processor';
import { NOTIFICATIONS, NotificationQueue } from './relay/notification.queue';
import { RelayTick } from './relay/relay-tick';
import { SendingRepository } from './relay/sending.repository';
import { OldNotificationsRepository } from './tasks/old-notifications.repository';
import { RemoveOldNotifications } from './tasks/remove-old-notifications.task';

const RELAY = [
  ChannelRegistry,
  Channels,
  SendingRepository,
  NotificationSender,
  NotificationClaimRepository,
  inWorkers(NotificationQueue, [redisConfig.KEY]),
  inWorkers(RelayTick, [NotificationClaimRepository, NotificationQueue, Clock, SchedulerRegistry]),
  inWorkers(NotificationProcessor, [NotificationSender, RelayTick, getQueueToken(NOTIFICATIONS)]),
];

/** What people are told, whichever channel tells them: the outbox, what they want to hear, and the relay that sends it. */
@Module({
  imports: [
    ClockModule,
    DiscoveryModule,
    ConfigModule.forFeature(backgroundConfig),
    ConfigModule.forFeature(notificationsConfig),
    ConfigModule.forFeature(redisConfig),
    BullModule.registerQueue({ name: NOTIFICATIONS }),
  ],
  providers: [
    Outbox,
    PreferencesRepository,
    PreferencesService,
    ...RELAY,
    OldNotificationsRepository,
    RemoveOldNotifications,
  ],
  exports: [Outbox, PreferencesService],
})
export class NotificationsModule {}
