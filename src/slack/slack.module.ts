import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { AccountsModule } from '../accounts/accounts.module';
import { CalendarsModule } from '../calendars/calendars.module';
import { ClockModule } from '../common/clock.module';
import { backgroundConfig } from '../config/background.config';
import { httpConfig } from '../config/http.config';
import { slackConfig } from '../config/slack.config';

/** Slack: installing the app, what Slack tells us, who is who there, `/time`, and messages to people. */
@Module({
  imports: [
    ClockModule,
    AccountsModule,
    CalendarsModule,
    ConfigModule.forFeature(slackConfig),
    ConfigModule.forFeature(httpConfig),
    ConfigModule.forFeature(backgroundConfig),
  ],
  controllers: [],
  providers: [],
})
export class SlackModule {}
