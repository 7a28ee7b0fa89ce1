import { Module } from '@nestjs/common';

/** Operations. */
@Module({})
export class OperationsModule {}
