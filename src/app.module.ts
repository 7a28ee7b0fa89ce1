import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { ScheduleModule } from '@nestjs/schedule';
import { AccountsModule } from './accounts/accounts.module';
import { BillingModule } from './billing/billing.module';
import { CalendarsModule } from './calendars/calendars.module';
import { DatabaseModule } from './database/database.module';
import { ENTITIES } from './entities';
import { GoogleModule } from './google/google.module';
import { LoggingModule } from './logging.module';
import { NotificationsModule } from './notifications/notifications.module';
import { OperationsModule } from './operations/operations.module';
import { OutlookModule } from './outlook/outlook.module';
import { QueuesModule } from './queues.module';
import { SlackModule } from './slack/slack.module';

/** The map of the house. Imports flow from top to bottom; a new provider is one folder and one line. */
@Module({
  imports: [
    ConfigModule.forRoot({ isGlobal: true, ignoreEnvFile: true }),
    ScheduleModule.forRoot(),
    LoggingModule,
    DatabaseModule.with(ENTITIES),
    QueuesModule,
    AccountsModule,
    NotificationsModule,
    BillingModule,
    // Before the calendars: their routes begin with `:provider`, which would answer for Slack.
    SlackModule,
    CalendarsModule,
    GoogleModule,
    OutlookModule,
    OperationsModule,
  ],
})
export class AppModule {}
