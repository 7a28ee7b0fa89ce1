import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { DiscoveryModule } from '@nestjs/core';
import { AccountsModule } from '../accounts/accounts.module';
import { BillingModule } from '../billing/billing.module';
import { ClockModule } from '../common/clock.module';
import { calendarsConfig } from '../config/calendars.config';
import { httpConfig } from '../config/http.config';
import { secretsConfig } from '../config/secrets.config';
import { CalendarRepository } from './calendar.repository';
import { CalendarsController } from './calendars.controller';
import { CalendarsService } from './calendars.service';
import { AccessTokens } from './connections/access-tokens';
import { AccountAccess } from './connections/account-access';
import { AccountRepository } from './connections/account.repository';
import { AccountsController } from './connections/accounts.controller';
import { AuthorizeController } from './connections/authorize.controller';
import { BrowserCallbackController } from './connections/browser-callback.controller';
import { CallbackController } from './connections/callback.controller';
import { ConnectionsService } from './connections/connections.service';
import { DisconnectionService } from './connections/disconnection.service';
import { OAuthStateRepository } from './connections/oauth-state.repository';
import { RefreshLeaseRepository } from './connections/refresh-lease.repository';
import { RequestSlotRepository } from './connections/request-slot.repository';
import { RequestSlots } from './connections/request-slots';
import { TokenVault } from './connections/token-vault';
import { ConversionController } from './convert/conversion.controller';
import { ConversionRepository } from './convert/conversion.repository';
import { ConversionService } from './convert/conversion.service';
import { EventsController } from './events/events.controller';
import { EventsRepository } from './events/events.repository';
import { ProviderRegistry } from './provider/provider-registry';
import { CalendarOffers } from './selection/calendar-offers';
import { SelectionController } from './selection/selection.controller';
import { SelectionRepository } from './selection/selection.repository';
import { SelectionService } from './selection/selection.service';
import { EventPuller } from './sync/event-puller';
import { LeaseRepository } from './sync/lease.repository';
import { PageRepository } from './sync/page.repository';
import { RemovalConfirmation } from './sync/removal-confirmation';
import { RunRepository } from './sync/run.repository';
import { SyncAdmission } from './sync/sync-admission';
import { SyncRunner } from './sync/sync-runner';
import { SyncRunsController } from './sync/sync-runs.controller';
import { SyncController } from './sync/sync.controller';
import { SyncService } from './sync/sync.service';

const CONNECTIONS = [
  TokenVault,
  OAuthStateRepository,
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
  RemovalConfirmation,
  EventPuller,
  SyncAdmission,
  SyncRunner,
  SyncService,
];
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
    BillingModule,
    ConfigModule.forFeature(httpConfig),
    ConfigModule.forFeature(secretsConfig),
    ConfigModule.forFeature(calendarsConfig),
  ],
  // Routes with a name of their own come before those that begin with a provider's.
  controllers: [
    AccountsController,
    CalendarsController,
    EventsController,
    ConversionController,
    SyncRunsController,
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
    ...CALENDARS,
    ConversionRepository,
    ConversionService,
  ],
  exports: [ProviderRegistry],
})
export class CalendarsModule {}
