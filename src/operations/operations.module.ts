import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { DiscoveryModule } from '@nestjs/core';
import { Draining } from '../common/http/draining';
import { httpConfig } from '../config/http.config';
import { redisConfig } from '../config/redis.config';
import { BackgroundModule } from './background/background.module';
import { FrontPageController } from './front-page/front-page.controller';
import { EvictionWatch } from './health/eviction-watch';
import { HealthController } from './health/health.controller';
import { HealthService } from './health/health.service';
import { RedisProbe } from './health/redis-probe';
import { WorkerRole } from './worker-role';

/** What people and machines need to run the service: health, the front page, the description of the API. */
@Module({
  imports: [
    DiscoveryModule,
    BackgroundModule,
    ConfigModule.forFeature(httpConfig),
    ConfigModule.forFeature(redisConfig),
  ],
  controllers: [HealthController, FrontPageController],
  providers: [Draining, RedisProbe, EvictionWatch, HealthService],
})
export class OperationsModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(WorkerRole).forRoutes('{*path}');
  }
}
