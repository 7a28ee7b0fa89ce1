import { Module } from '@nestjs/common';

/** Google. */
@Module({})
export class GoogleModule {}
