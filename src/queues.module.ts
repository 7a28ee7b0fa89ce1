import { BullModule } from '@nestjs/bull';
import { Module } from '@nestjs/common';
import { ConfigModule, type ConfigType } from '@nestjs/config';
import { queueOptions } from './common/queue/settings.queue';
import { redisConfig } from './config/redis.config';

/** Where all queues are, and how they behave. Each room registers its own. */
@Module({
  imports: [
    BullModule.forRootAsync({
      imports: [ConfigModule.forFeature(redisConfig)],
      inject: [redisConfig.KEY],
      useFactory: (config: ConfigType<typeof redisConfig>) => queueOptions(config),
    }),
  ],
})
export class QueuesModule {}
