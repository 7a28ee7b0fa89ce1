import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Notification } from '../notification';
import type { Verdict } from './verdict';

/** A message that this process sends, and no other. */
export interface BegunNotification {
  notification: Notification;
  /** From 1. */
  attempt: number;
  createdAt: Date;
  /** The person does not want messages of this type. */
  unwanted: boolean;
}

// A message that waits for another attempt has no place: a job of its last attempt may still come.
const BEGIN = `
UPDATE notifications SET status = 'sending', sending_since = now(), attempts = attempts + 1
WHERE id = $1 AND status = 'waiting' AND dispatched_at IS NOT NULL
RETURNING jsonb_build_object('id', id, 'userId', user_id, 'type', type, 'facts', facts) AS notification,
  attempts AS attempt, created_at AS "createdAt",
  EXISTS (SELECT FROM notification_preferences preferences
    WHERE preferences.user_id = notifications.user_id AND notifications.type = ANY (preferences.switched_off)) AS unwanted`;

const FINISH = `
UPDATE notifications SET status = $3, reason = $4, receipt = $5, not_before = coalesce($6, not_before),
  dispatched_at = CASE WHEN $6::timestamptz IS NULL THEN dispatched_at END,
  finished_at = CASE WHEN $6 IS NULL THEN $7::timestamptz END
WHERE id = $1 AND attempts = $2 AND status = 'sending'`;

/** Messages on their way. */
@Injectable()
export class SendingRepository {
  constructor(private readonly database: DataSource) {}

  /** Marks a message as being sent, before a channel is asked. @returns undefined when it is not due */
  async begin(id: string): Promise<BegunNotification | undefined> {
    const [rows] = await this.database.query<[BegunNotification[], number]>(BEGIN, [id]);
    return rows[0];
  }

  /** Records what became of a message, unless that was decided meanwhile. A second call changes nothing. */
  async finish({ notification, attempt }: BegunNotification, verdict: Verdict, at: Date): Promise<void> {
    await this.database.query(FINISH, [
      notification.id,
      attempt,
      verdict.status,
      'reason' in verdict ? verdict.reason : null,
      'receipt' in verdict ? verdict.receipt : null,
      'notBefore' in verdict ? verdict.notBefore : null,
      at,
    ]);
  }
}
