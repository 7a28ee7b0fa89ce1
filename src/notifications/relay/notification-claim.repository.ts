import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { NotificationInFlight } from './notification.queue';

/** Every channel has answered long before that. */
const LOST_AFTER = '60 seconds';
/** Between two messages to one person. */
const PACE = '1 second';
/** A message may have finished since we read the clock, or by the clock of another machine. */
const AHEAD = '1 minute';

const RECOVER = `
UPDATE notifications SET status = 'unconfirmed', finished_at = $1,
  reason = 'The worker that was sending it ended before it knew whether it arrived.'
WHERE id IN (
  SELECT id FROM notifications WHERE status = 'sending' AND sending_since < now() - interval '${LOST_AFTER}'
  FOR UPDATE SKIP LOCKED)
RETURNING id, type`;

/**
 * Gives places to each person's oldest due message, to those who have waited longest first. A person gets one message
 * at a time, in order: none gets a place while another is under way, has just been sent, or waits for another
 * attempt. $1 is now, $2 how many may be under way.
 */
const CLAIM = `
WITH held AS (
  SELECT user_id FROM notifications
  WHERE status = 'sending' OR status = 'waiting' AND (dispatched_at IS NOT NULL OR attempts > 0 AND not_before > $1)
  UNION
  SELECT user_id FROM notifications
  WHERE finished_at BETWEEN $1::timestamptz - interval '${PACE}' AND $1::timestamptz + interval '${AHEAD}'
    AND status <> 'skipped'
), busy AS (
  SELECT count(*) AS messages FROM notifications
  WHERE status = 'sending' OR status = 'waiting' AND dispatched_at IS NOT NULL
), head AS (
  SELECT DISTINCT ON (user_id) id, created_at FROM notifications
  WHERE status = 'waiting' AND dispatched_at IS NULL AND not_before <= $1 AND user_id NOT IN (SELECT user_id FROM held)
  ORDER BY user_id, created_at, id
), seated AS (
  SELECT id FROM head ORDER BY created_at, id LIMIT (SELECT greatest(0, $2::int - messages) FROM busy)
), claimed AS (
  SELECT notification.id FROM notifications notification JOIN seated USING (id)
  -- As it is once it is locked: another process may have been faster.
  WHERE notification.status = 'waiting' AND notification.dispatched_at IS NULL
  FOR UPDATE OF notification SKIP LOCKED
), dispatched AS (
  UPDATE notifications notification SET dispatched_at = $1 FROM claimed WHERE notification.id = claimed.id
)
SELECT (SELECT count(*) FROM head) > (SELECT count(*) FROM claimed) AS more`;

const IN_FLIGHT = `
SELECT id, type, dispatched_at AS "dispatchedAt" FROM notifications
WHERE status = 'waiting' AND dispatched_at IS NOT NULL`;

/** Decides from rows alone what is sent next. Any number of processes may ask at once. */
@Injectable()
export class NotificationClaimRepository {
  constructor(private readonly database: DataSource) {}

  /** Gives up what a worker was sending when it died: it may have arrived. @returns which */
  async recover(now: Date): Promise<{ id: string; type: string }[]> {
    const [rows] = await this.database.query<[{ id: string; type: string }[], number]>(RECOVER, [now]);
    return rows;
  }

  /** Gives away the free places. @returns whether more messages wait for one */
  async claim(now: Date, inFlight: number): Promise<boolean> {
    const [{ more }] = await this.database.query<[{ more: boolean }]>(CLAIM, [now, inFlight]);
    return more;
  }

  /** The messages that have a place and that no worker has begun yet. */
  async inFlight(): Promise<NotificationInFlight[]> {
    return this.database.query<NotificationInFlight[]>(IN_FLIGHT);
  }
}
