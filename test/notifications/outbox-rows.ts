import { DataSource } from 'typeorm';
import type { NotificationType } from '../../src/notifications/notification';
import { type NewNotification, Outbox } from '../../src/notifications/outbox';
import { RelayTick } from '../../src/notifications/relay/relay-tick';
import { eventually } from '../harness/eventually';
import type { Service } from '../harness/service';

/** A row of the outbox. */
export interface Row {
  id: string;
  user_id: string;
  type: NotificationType;
  subject: string | null;
  facts: Record<string, unknown>;
  status: string;
  reason: string | null;
  attempts: number;
  not_before: Date;
  receipt: object | null;
  created_at: Date;
  finished_at: Date | null;
}

/** All that somebody was told or is to be told, oldest first. */
export function rowsOf(service: Service, userId: string): Promise<Row[]> {
  return service.sql<Row>('SELECT * FROM notifications WHERE user_id = $1 ORDER BY created_at, id', [userId]);
}

/** Waits until no message of theirs is waiting or on its way. */
export async function settled(service: Service, userId: string): Promise<Row[]> {
  return eventually(async () => {
    hurry(service);
    const rows = await rowsOf(service, userId);
    return rows.every(({ finished_at }) => finished_at !== null) ? rows : undefined;
  });
}

/** Lets the relay look now, not within a second. */
export function hurry(service: Service): void {
  service.app.get(RelayTick, { strict: false })['ticker'].soon(1);
}

/** Raises facts in a transaction of their own. */
export async function raise(service: Service, ...news: NewNotification[]): Promise<void> {
  const outbox = service.app.get(Outbox, { strict: false });
  await service.app.get(DataSource).transaction((manager) => outbox.raise(manager, news));
}

/** That somebody has a new entry, called by a number. */
export function news(userId: string, number = 1): NewNotification<'time_entry_created'> {
  const nothing = { description: `Entry ${number}`, startedAt: null, project: null, client: null };
  return { userId, type: 'time_entry_created', facts: { count: 1, minutes: number, ...nothing } };
}
