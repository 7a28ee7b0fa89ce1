import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { DiscoveryModule } from '@nestjs/core';
import { CalendarsModule } from '../calendars/calendars.module';
import { ClockModule } from '../common/clock.module';
import { Draining } from '../common/http/draining';
import { httpConfig } from '../config/http.config';
import { metricsConfig } from '../config/metrics.config';
import { redisConfig } from '../config/redis.config';
import { BackgroundModule } from './background/background.module';
import { FrontPageController } from './front-page/front-page.controller';
import { EvictionWatch } from './health/eviction-watch';
import { HealthController } from './health/health.controller';
import { HealthService } from './health/health.service';
import { RedisProbe } from './health/redis-probe';
import { BacklogMetrics } from './metrics/backlog-metrics';
import { DependencyMetrics } from './metrics/dependency-metrics';
import { HttpMetrics } from './metrics/http-metrics';
import { MetricsController } from './metrics/metrics.controller';
import { MetricsRegistry } from './metrics/metrics-registry';
import { SyncMetrics } from './metrics/sync-metrics';
import { BacklogRepository } from './overview/backlog.repository';
import { OverviewController } from './overview/overview.controller';
import { OverviewRepository } from './overview/overview.repository';
import { OverviewService } from './overview/overview.service';
import { QueueDepths } from './overview/queue-depths.queue';
import { WorkerRole } from './worker-role';

/** What people and machines need to run the service: health, metrics, the overview, background tasks, the front page. */
@Module({
  imports: [
    DiscoveryModule,
    ClockModule,
    CalendarsModule,
    BackgroundModule,
    ConfigModule.forFeature(httpConfig),
    ConfigModule.forFeature(metricsConfig),
    ConfigModule.forFeature(redisConfig),
  ],
  controllers: [HealthController, MetricsController, OverviewController, FrontPageController],
  providers: [
    Draining,
    RedisProbe,
    EvictionWatch,
    HealthService,
    BacklogRepository,
    QueueDepths,
    OverviewRepository,
    OverviewService,
    MetricsRegistry,
    HttpMetrics,
    SyncMetrics,
    BacklogMetrics,
    DependencyMetrics,
  ],
})
export class OperationsModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(WorkerRole).forRoutes('{*path}');
  }
}
