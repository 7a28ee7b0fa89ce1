import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { GuardedLimits } from '../common/http/guarded-limits';
import { googleConfig } from '../config/google.config';
import { GoogleClient } from './google.client';
import { GoogleOAuth } from './google.oauth';
import { GoogleProvider } from './google.provider';

/** The calendar plugin for Google. */
@Module({
  imports: [ConfigModule.forFeature(googleConfig)],
  providers: [GoogleProvider, GoogleClient, GoogleOAuth, GuardedLimits],
})
export class GoogleModule {}
