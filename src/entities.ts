import { IdempotencyKey } from './accounts/idempotency/idempotency-key.entity';
import { RefreshToken } from './accounts/sessions/refresh-token.entity';
import { User } from './accounts/users/user.entity';
import { Client } from './billing/clients/client.entity';
import { AuditRecord } from './billing/history/audit-record.entity';
import { InvoiceLine } from './billing/invoices/invoice-line.entity';
import { Invoice } from './billing/invoices/invoice.entity';
import { Project } from './billing/projects/project.entity';
import { TimeEntry } from './billing/time-entries/time-entry.entity';
import { CalendarIntegration } from './calendars/calendar-integration.entity';
import { UserOAuthAccount } from './calendars/connections/oauth-account.entity';
import { OAuthState } from './calendars/connections/oauth-state.entity';
import { RequestSlot } from './calendars/connections/request-slot.entity';
import { SyncBatchRun } from './calendars/sync/batches/sync-batch-run.entity';
import { SyncBatch } from './calendars/sync/batches/sync-batch.entity';
import { SyncRun } from './calendars/sync/sync-run.entity';
import { SyncedCalendarEvent } from './calendars/synced-calendar-event.entity';
import type { EntityClass } from './database/options';
import { NotificationRow } from './notifications/notification.entity';
import { NotificationPreferences } from './notifications/preferences.entity';
import { BackgroundTaskRow } from './operations/background/background-task.entity';
import { SlackTimeEntry } from './slack/command/slack-time-entry.entity';
import { SlackLink } from './slack/linking/slack-link.entity';
import { SlackRequest } from './slack/requests/slack-request.entity';
import { SlackIntegration } from './slack/workspace/slack-integration.entity';
import { SlackUserBinding } from './slack/workspace/slack-user-binding.entity';

/** Every table of the house, from left to right. */
export const ENTITIES: EntityClass[] = [
  User,
  RefreshToken,
  IdempotencyKey,
  NotificationRow,
  NotificationPreferences,
  Client,
  Project,
  TimeEntry,
  Invoice,
  InvoiceLine,
  AuditRecord,
  UserOAuthAccount,
  OAuthState,
  RequestSlot,
  CalendarIntegration,
  SyncedCalendarEvent,
  SyncRun,
  SyncBatch,
  SyncBatchRun,
  SlackIntegration,
  SlackUserBinding,
  SlackLink,
  SlackRequest,
  SlackTimeEntry,
  BackgroundTaskRow,
];
