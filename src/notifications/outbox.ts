import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import type { NotificationFacts, NotificationType } from './notification';

/** Something that a person is to be told. */
export interface NewNotification<T extends NotificationType = NotificationType> {
  userId: string;
  type: T;
  facts: NotificationFacts[T];
  /** What it is about, if it is sent once however often it is raised. */
  subject?: string;
  /** Why it will not be sent after all: then it is only recorded. */
  untold?: string;
}

const RAISE = `
INSERT INTO notifications (user_id, type, subject, facts, created_at, not_before, status, reason, finished_at)
SELECT user_id, type, subject, facts, $2::timestamptz, $2, CASE WHEN untold IS NULL THEN 'waiting' ELSE 'skipped' END, untold,
  CASE WHEN untold IS NOT NULL THEN $2 END
FROM jsonb_to_recordset($1::jsonb) AS row (user_id uuid, type text, subject text, facts jsonb, untold text)
ON CONFLICT (user_id, type, subject) WHERE subject IS NOT NULL DO NOTHING`;

/** Records what people are to be told. The relay sends it, once. */
@Injectable()
export class Outbox {
  constructor(private readonly clock: Clock) {}

  /** @param manager of the transaction of the fact: both happen, or neither */
  async raise(manager: EntityManager, notifications: NewNotification[]): Promise<void> {
    if (notifications.length === 0) return;
    const rows = notifications.map(({ userId, type, subject, facts, untold }) => ({
      user_id: userId,
      type,
      subject,
      facts,
      untold,
    }));
    await manager.query(RAISE, [JSON.stringify(rows), this.clock.now()]);
  }
}
