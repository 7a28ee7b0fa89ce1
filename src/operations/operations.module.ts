import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { httpConfig } from '../config/http.config';

/** Operations. */
@Module({ imports: [ConfigModule.forFeature(httpConfig)] })
export class OperationsModule {}
