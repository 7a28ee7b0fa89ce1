import { BullModule, getQueueToken } from '@nestjs/bull';
import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { DiscoveryModule } from '@nestjs/core';
import { AccountsModule } from '../accounts/accounts.module';
import { BillingModule } from '../billing/billing.module';
import { ClockModule } from '../common/clock.module';
import { backgroundConfig } from '../config/background.config';
import { calendarsConfig } from '../config/calendars.config';
import { httpConfig } from '../config/http.config';
import { inWorkers } from '../config/in-workers';
import { notificationsConfig } from '../config/notifications.config';
import { redisConfig } from '../config/redis.config';
import { secretsConfig } from '../config/secrets.config';
import { NotificationsModule } from '../notifications/notifications.module';
import { CalendarRepository } from './calendar.repository';
import { CalendarsController } from './calendars.controller';
import { CalendarsService } from './calendars.service';
import { AccessTokens } from './connections/access-tokens';
import { AccountAccess } from './connections/account-access';
import { AccountRepository } from './connections/account.repository';
import { AccountsController } from './connections/accounts.controller';
import { AuthorizeController } from './connections/authorize.controller';
import { BrowserCallbackController } from './connections/browser-callback.controller';
import { BrowserAuthorizations } from './connections/browser-authorizations';
import { BrowserCallbacks } from './connections/browser-callbacks';
import { CallbackController } from './connections/callback.controller';
import { ConnectionsService } from './connections/connections.service';
import { DisconnectionService } from './connections/disconnection.service';
import { OAuthStateRepository } from './connections/oauth-state.repository';
import { RefreshLeaseRepository } from './connections/refresh-lease.repository';
import { RequestSlotRepository } from './connections/request-slot.repository';
import { RequestSlots } from './connections/request-slots';
import { ExpiringAccountRepository } from './connections/tasks/expiring-account.repository';
import { RefreshExpiringTokens } from './connections/tasks/refresh-expiring-tokens.task';
import { TokenVault } from './connections/token-vault';
import { ConversionController } from './convert/conversion.controller';
import { ConversionRepository } from './convert/conversion.repository';
import { ConversionService } from './convert/conversion.service';
import { DayReader } from './day/day-reader';
import { DayRepository } from './day/day.repository';
import { DueSummaryRepository } from './day/due-summary.repository';
import { RaiseDailySummaries } from './day/raise-daily-summaries.task';
import { EventsController } from './events/events.controller';
import { EventsRepository } from './events/events.repository';
import { ProviderRegistry } from './provider/provider-registry';
import { CalendarOffers } from './selection/calendar-offers';
import { SelectionController } from './selection/selection.controller';
import { SelectionRepository } from './selection/selection.repository';
import { SelectionService } from './selection/selection.service';
import { AdminSyncController } from './sync/batches/admin-sync.controller';
import { AdminSyncService } from './sync/batches/admin-sync.service';
import { SyncBatchRepository } from './sync/batches/sync-batch.repository';
import { EndingPatience } from './sync/ending-patience';
import { EventPuller } from './sync/event-puller';
import { LeaseKeeper } from './sync/lease-keeper';
import { LeaseRepository } from './sync/lease.repository';
import { PageRepository } from './sync/page.repository';
import { CalendarSyncProcessor } from './sync/queue/calendar-sync.processor';
import { CALENDAR_SYNC, CalendarSyncQueue } from './sync/queue/calendar-sync.queue';
import { ClaimRepository } from './sync/queue/claim.repository';
import { Dispatcher } from './sync/queue/dispatcher';
import { SyncTick } from './sync/queue/sync-tick';
import { RemovalConfirmation } from './sync/removal-confirmation';
import { JobsController } from './sync/requests/jobs.controller';
import { SyncRequestRepository } from './sync/requests/sync-request.repository';
import { SyncRequestsService } from './sync/requests/sync-requests.service';
import { RunOutcomeRepository } from './sync/run-outcome.repository';
import { RunOutcomes } from './sync/run-outcomes';
import { RunRepository } from './sync/run.repository';
import { SyncAdmission } from './sync/sync-admission';
import { SyncRunner } from './sync/sync-runner';
import { SyncRunsController } from './sync/sync-runs.controller';
import { SyncController } from './sync/sync.controller';
import { SyncService } from './sync/sync.service';
import { DueDateRepository } from './sync/tasks/due-date.repository';
import { HistoryRepository } from './sync/tasks/history.repository';
import { RebaseWindows } from './sync/tasks/rebase-windows.task';
import { RemoveExpiredRuns } from './sync/tasks/remove-expired-runs.task';
import { SyncAllCalendars } from './sync/tasks/sync-all-calendars.task';

const CONNECTIONS = [
  TokenVault,
  OAuthStateRepository,
  BrowserAuthorizations,
  BrowserCallbacks,
  AccountRepository,
  RefreshLeaseRepository,
  RequestSlotRepository,
  RequestSlots,
  AccessTokens,
  AccountAccess,
  ConnectionsService,
  DisconnectionService,
];
const SYNC = [
  LeaseRepository,
  PageRepository,
  RunRepository,
  RunOutcomeRepository,
  RunOutcomes,
  RemovalConfirmation,
  EventPuller,
  SyncAdmission,
  EndingPatience,
  LeaseKeeper,
  SyncRunner,
  SyncService,
];
const QUEUE = [
  CalendarSyncQueue,
  ClaimRepository,
  Dispatcher,
  SyncTick,
  inWorkers(CalendarSyncProcessor, [SyncService, SyncTick, LeaseKeeper, getQueueToken(CALENDAR_SYNC)]),
];
const REQUESTS = [SyncRequestRepository, SyncRequestsService, SyncBatchRepository, AdminSyncService];
const TASKS = [
  ExpiringAccountRepository,
  RefreshExpiringTokens,
  DueDateRepository,
  SyncAllCalendars,
  RebaseWindows,
  HistoryRepository,
  RemoveExpiredRuns,
];
const DAY = [DayRepository, DayReader, DueSummaryRepository, RaiseDailySummaries];
const CALENDARS = [
  CalendarRepository,
  CalendarsService,
  CalendarOffers,
  SelectionRepository,
  SelectionService,
  EventsRepository,
];

/** What we know of calendars, and keeping it true, whichever provider they are of. */
@Module({
  imports: [
    DiscoveryModule,
    ClockModule,
    AccountsModule,
    NotificationsModule,
    BillingModule,
    ConfigModule.forFeature(httpConfig),
    ConfigModule.forFeature(secretsConfig),
    ConfigModule.forFeature(calendarsConfig),
    ConfigModule.forFeature(notificationsConfig),
    ConfigModule.forFeature(redisConfig),
    ConfigModule.forFeature(backgroundConfig),
    BullModule.registerQueue({ name: CALENDAR_SYNC }),
  ],
  // Routes with a name of their own come before those that begin with a provider's.
  controllers: [
    AccountsController,
    CalendarsController,
    EventsController,
    ConversionController,
    SyncRunsController,
    JobsController,
    AdminSyncController,
    AuthorizeController,
    CallbackController,
    BrowserCallbackController,
    SelectionController,
    SyncController,
  ],
  providers: [
    ProviderRegistry,
    ...CONNECTIONS,
    ...SYNC,
    ...QUEUE,
    ...REQUESTS,
    ...TASKS,
    ...DAY,
    ...CALENDARS,
    ConversionRepository,
    ConversionService,
  ],
  exports: [
    DayReader,
    ProviderRegistry,
    TokenVault,
    OAuthStateRepository,
    BrowserAuthorizations,
    BrowserCallbacks,
  ],
})
export class CalendarsModule {}
