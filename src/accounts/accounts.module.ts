import { Module } from '@nestjs/common';

/** Accounts. */
@Module({})
export class AccountsModule {}
