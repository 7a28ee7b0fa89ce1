import { Module } from '@nestjs/common';
import { ClockModule } from '../common/clock.module';
import { NotificationsModule } from '../notifications/notifications.module';
import { ClientsController } from './clients/clients.controller';
import { ClientsRepository } from './clients/clients.repository';
import { ClientsService } from './clients/clients.service';
import { ProjectsController } from './projects/projects.controller';
import { ProjectsRepository } from './projects/projects.repository';
import { ProjectsService } from './projects/projects.service';
import { ApprovalController } from './time-entries/approval/approval.controller';
import { ApprovalService } from './time-entries/approval/approval.service';
import { BillingTargets } from './time-entries/billing-targets';
import { ConversionsRepository } from './time-entries/conversions.repository';
import { EntryNews } from './time-entries/entry-news';
import { EntryNewsRepository } from './time-entries/entry-news.repository';
import { MeetingChanges } from './time-entries/meeting-changes';
import { MeetingChangesRepository } from './time-entries/meeting-changes.repository';
import { TimeEntriesController } from './time-entries/time-entries.controller';
import { TimeEntriesRepository } from './time-entries/time-entries.repository';
import { TimeEntriesService } from './time-entries/time-entries.service';
import { TimeEntryConversion } from './time-entries/time-entry-conversion';

/** Who is billed for what: clients, projects and the time entries of everybody. */
@Module({
  imports: [ClockModule, NotificationsModule],
  controllers: [ClientsController, ProjectsController, TimeEntriesController, ApprovalController],
  providers: [
    ClientsRepository,
    ClientsService,
    ProjectsRepository,
    ProjectsService,
    BillingTargets,
    TimeEntriesRepository,
    TimeEntriesService,
    ApprovalService,
    EntryNewsRepository,
    EntryNews,
    ConversionsRepository,
    TimeEntryConversion,
    MeetingChangesRepository,
    MeetingChanges,
  ],
  exports: [BillingTargets, TimeEntriesService, TimeEntryConversion, MeetingChanges],
})
export class BillingModule {}
