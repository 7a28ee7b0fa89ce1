import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { AccountsModule } from '../accounts/accounts.module';
import { CalendarsModule } from '../calendars/calendars.module';
import { ClockModule } from '../common/clock.module';
import { backgroundConfig } from '../config/background.config';
import { httpConfig } from '../config/http.config';
import { slackConfig } from '../config/slack.config';
import { NotificationsModule } from '../notifications/notifications.module';
import { BrowserInstallController } from './install/browser-install.controller';
import { InstallController } from './install/install.controller';
import { InstallationRepository } from './install/installation.repository';
import { InstallerIdentity } from './install/installer-identity';
import { Installing } from './install/installing';
import { SlackOAuth } from './install/slack-oauth';
import { BindingRepository } from './workspace/binding.repository';
import { FallbackWorkspace } from './workspace/fallback-workspace';
import { SlackClients } from './workspace/slack-clients';
import { SlackTransport } from './workspace/slack-transport';
import { WorkspaceRepository } from './workspace/workspace.repository';
import { Workspaces } from './workspace/workspaces';

const WORKSPACE = [
  ...[SlackTransport, SlackClients],
  ...[WorkspaceRepository, FallbackWorkspace, Workspaces, BindingRepository],
];
const INSTALL = [SlackOAuth, InstallerIdentity, InstallationRepository, Installing];

/** Slack: installing the app, what Slack tells us, who is who there, `/time`, and messages to people. */
@Module({
  imports: [
    ClockModule,
    AccountsModule,
    NotificationsModule,
    CalendarsModule,
    ConfigModule.forFeature(slackConfig),
    ConfigModule.forFeature(httpConfig),
    ConfigModule.forFeature(backgroundConfig),
  ],
  controllers: [InstallController, BrowserInstallController],
  providers: [...WORKSPACE, ...INSTALL],
})
export class SlackModule {}
