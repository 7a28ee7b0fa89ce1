import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { GuardedLimits } from '../common/http/guarded-limits';
import { microsoftConfig } from '../config/microsoft.config';
import { EntraOAuth } from './entra.oauth';
import { GraphClient } from './graph.client';
import { OutlookProvider } from './outlook.provider';
import { OutlookPull } from './outlook.pull';

/** The calendar plugin for Outlook: Microsoft Entra for grants, Microsoft Graph for events. */
@Module({
  imports: [ConfigModule.forFeature(microsoftConfig)],
  providers: [OutlookProvider, OutlookPull, GraphClient, EntraOAuth, GuardedLimits],
})
export class OutlookModule {}
