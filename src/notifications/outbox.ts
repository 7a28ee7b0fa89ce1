import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { NotificationFacts, NotificationType } from './notification';

/** Something that a person is to be told. */
export interface NewNotification<T extends NotificationType = NotificationType> {
  userId: string;
  type: T;
  facts: NotificationFacts[T];
  /** What it is about, if it is to be told once however often it is raised. */
  subject?: string;
}

const RAISE = `
INSERT INTO notifications (user_id, type, subject, facts)
SELECT user_id, type, subject, facts
FROM jsonb_to_recordset($1::jsonb) AS row (user_id uuid, type text, subject text, facts jsonb)
ON CONFLICT (user_id, type, subject) WHERE subject IS NOT NULL DO NOTHING`;

/** Where facts are written down that people are to be told; somebody else tells them, once. */
@Injectable()
export class Outbox {
  /** @param manager of the transaction of the fact: both happen, or neither */
  async raise(manager: EntityManager, notifications: NewNotification[]): Promise<void> {
    if (notifications.length === 0) return;
    const rows = notifications.map(({ userId, type, subject, facts }) => ({
      user_id: userId,
      type,
      subject,
      facts,
    }));
    await manager.query(RAISE, [JSON.stringify(rows)]);
  }
}
