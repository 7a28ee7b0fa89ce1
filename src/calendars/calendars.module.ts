import { Module } from '@nestjs/common';

/** Calendars. */
@Module({})
export class CalendarsModule {}
