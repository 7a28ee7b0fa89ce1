import { Module } from '@nestjs/common';

/** Billing. */
@Module({})
export class BillingModule {}
