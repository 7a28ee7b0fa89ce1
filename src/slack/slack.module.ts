import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { DiscoveryModule } from '@nestjs/core';
import { AccountsModule } from '../accounts/accounts.module';
import { BillingModule } from '../billing/billing.module';
import { CalendarsModule } from '../calendars/calendars.module';
import { ClockModule } from '../common/clock.module';
import { backgroundConfig } from '../config/background.config';
import { httpConfig } from '../config/http.config';
import { slackConfig } from '../config/slack.config';
import { NotificationsModule } from '../notifications/notifications.module';
import { TIME_PROVIDERS } from './command/time.providers';
import { BrowserInstallController } from './install/browser-install.controller';
import { InstallController } from './install/install.controller';
import { InstallationRepository } from './install/installation.repository';
import { InstallerIdentity } from './install/installer-identity';
import { Installing } from './install/installing';
import { SlackOAuth } from './install/slack-oauth';
import { LinkController } from './linking/link.controller';
import { OwnBindingsRepository } from './linking/own-bindings.repository';
import { LinkPageController } from './linking/page/link-page.controller';
import { RemoveExpiredLinks } from './linking/remove-expired-links.task';
import { SlackLinkRepository } from './linking/slack-link.repository';
import { SlackLinking } from './linking/slack-linking';
import { SlackLinks } from './linking/slack-links';
import { DirectMessages } from './notify/direct-messages';
import { SlackChannel } from './notify/slack.channel';
import { Apologies } from './requests/apologies';
import { Inbox } from './requests/inbox';
import { RemoveOldRequests } from './requests/remove-old-requests.task';
import { RequestHandling } from './requests/request-handling';
import { RequestMemory } from './requests/request-memory';
import { RequestsController } from './requests/requests.controller';
import { SlackApp } from './requests/slack-app';
import { SlackReceiver } from './requests/slack-receiver';
import { Uninstalling } from './requests/uninstalling';
import { SlackTimeEntryController } from './status/slack-time-entry.controller';
import { StatusController } from './status/status.controller';
import { BindingRepository } from './workspace/binding.repository';
import { FallbackWorkspace } from './workspace/fallback-workspace';
import { SlackClients } from './workspace/slack-clients';
import { SlackTransport } from './workspace/slack-transport';
import { WorkspaceRepository } from './workspace/workspace.repository';
import { Workspaces } from './workspace/workspaces';

const WORKSPACE = [
  SlackTransport,
  SlackClients,
  WorkspaceRepository,
  FallbackWorkspace,
  Workspaces,
  BindingRepository,
];
const INSTALL = [SlackOAuth, InstallerIdentity, InstallationRepository, Installing];
const REQUESTS = [
  Inbox,
  RequestMemory,
  RequestHandling,
  Apologies,
  RemoveOldRequests,
  SlackReceiver,
  SlackApp,
  Uninstalling,
];
const LINKING = [SlackLinks, SlackLinkRepository, SlackLinking, OwnBindingsRepository, RemoveExpiredLinks];
const NOTIFY = [SlackChannel, DirectMessages];

/** Slack: installing the app, what Slack tells us, who is who there, `/time`, and messages to people. */
@Module({
  imports: [
    ClockModule,
    DiscoveryModule,
    AccountsModule,
    NotificationsModule,
    BillingModule,
    CalendarsModule,
    ConfigModule.forFeature(slackConfig),
    ConfigModule.forFeature(httpConfig),
    ConfigModule.forFeature(backgroundConfig),
  ],
  controllers: [
    InstallController,
    BrowserInstallController,
    RequestsController,
    LinkController,
    LinkPageController,
    StatusController,
    SlackTimeEntryController,
  ],
  providers: [...WORKSPACE, ...INSTALL, ...REQUESTS, ...LINKING, ...NOTIFY, ...TIME_PROVIDERS],
})
export class SlackModule {}
