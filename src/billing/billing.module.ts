import { Module } from '@nestjs/common';
import { ClockModule } from '../common/clock.module';
import { NotificationsModule } from '../notifications/notifications.module';
import { ClientsController } from './clients/clients.controller';
import { ClientsRepository } from './clients/clients.repository';
import { ClientsService } from './clients/clients.service';
import { EntryHistoryController } from './history/entry-history.controller';
import { HistoryRepository } from './history/history.repository';
import { InvoiceHistoryController } from './history/invoice-history.controller';
import { BillableEntriesRepository } from './invoices/billable-entries.repository';
import { CsvController } from './invoices/csv/csv.controller';
import { DraftingService } from './invoices/drafting.service';
import { InvoiceRowsRepository } from './invoices/invoice-rows.repository';
import { InvoicesController } from './invoices/invoices.controller';
import { InvoicesRepository } from './invoices/invoices.repository';
import { IssuingService } from './invoices/issuing.service';
import { PrintController } from './invoices/print/print.controller';
import { VoidingService } from './invoices/voiding.service';
import { ProjectsController } from './projects/projects.controller';
import { ProjectsRepository } from './projects/projects.repository';
import { ProjectsService } from './projects/projects.service';
import { ApprovalController } from './time-entries/approval/approval.controller';
import { ApprovalService } from './time-entries/approval/approval.service';
import { BulkApprovalController } from './time-entries/approval/bulk-approval.controller';
import { CasesRepository } from './time-entries/approval/cases.repository';
import { BillingTargets } from './time-entries/billing-targets';
import { ConversionsRepository } from './time-entries/conversions.repository';
import { MeetingDecisionsController } from './time-entries/drift/meeting-decisions.controller';
import { MeetingDecisionsService } from './time-entries/drift/meeting-decisions.service';
import { EntryNews } from './time-entries/entry-news';
import { EntryNewsRepository } from './time-entries/entry-news.repository';
import { MeetingChanges } from './time-entries/meeting-changes';
import { MeetingChangesRepository } from './time-entries/meeting-changes.repository';
import { OverlapsRepository } from './time-entries/overlaps/overlaps.repository';
import { TimeEntriesController } from './time-entries/time-entries.controller';
import { TimeEntriesRepository } from './time-entries/time-entries.repository';
import { TimeEntriesService } from './time-entries/time-entries.service';
import { TotalsController } from './time-entries/totals/totals.controller';
import { TotalsRepository } from './time-entries/totals/totals.repository';
import { ZonesRepository } from './time-entries/totals/zones.repository';
import { TimeEntryConversion } from './time-entries/time-entry-conversion';

/** Who is billed for what: clients, projects and the time entries of everybody. */
@Module({
  imports: [ClockModule, NotificationsModule],
  controllers: [
    ClientsController,
    ProjectsController,
    // Before the entries: `totals` is no id.
    TotalsController,
    TimeEntriesController,
    ApprovalController,
    BulkApprovalController,
    MeetingDecisionsController,
    InvoicesController,
    PrintController,
    CsvController,
    EntryHistoryController,
    InvoiceHistoryController,
  ],
  providers: [
    ClientsRepository,
    ClientsService,
    ProjectsRepository,
    ProjectsService,
    BillingTargets,
    OverlapsRepository,
    TotalsRepository,
    ZonesRepository,
    TimeEntriesRepository,
    TimeEntriesService,
    CasesRepository,
    ApprovalService,
    EntryNewsRepository,
    EntryNews,
    ConversionsRepository,
    TimeEntryConversion,
    MeetingChangesRepository,
    MeetingChanges,
    MeetingDecisionsService,
    BillableEntriesRepository,
    InvoiceRowsRepository,
    InvoicesRepository,
    DraftingService,
    IssuingService,
    VoidingService,
    HistoryRepository,
  ],
  exports: [BillingTargets, OverlapsRepository, TimeEntriesService, TimeEntryConversion, MeetingChanges],
})
export class BillingModule {}
