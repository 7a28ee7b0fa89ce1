import { Module } from '@nestjs/common';
import { ClockModule } from '../common/clock.module';
import { BillingTargets } from './time-entries/billing-targets';
import { ConversionsRepository } from './time-entries/conversions.repository';
import { MeetingChanges } from './time-entries/meeting-changes';
import { MeetingChangesRepository } from './time-entries/meeting-changes.repository';
import { TimeEntriesRepository } from './time-entries/time-entries.repository';
import { TimeEntryConversion } from './time-entries/time-entry-conversion';

/** Who is billed for what: clients, projects and the time entries of everybody. */
@Module({
  imports: [ClockModule],
  providers: [
    BillingTargets,
    TimeEntriesRepository,
    ConversionsRepository,
    TimeEntryConversion,
    MeetingChangesRepository,
    MeetingChanges,
  ],
  exports: [BillingTargets, TimeEntryConversion, MeetingChanges],
})
export class BillingModule {}
