import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { persistently } from '../../common/persistently';
import { Channels } from '../channel/channels';
import { type BegunNotification, SendingRepository } from './sending.repository';
import { STALE_AFTER_MS, type Verdict, verdictOn } from './verdict';

/**
 * Sends each message at most once. If nobody knows whether it arrived, that is recorded, and it is not sent again.
 */
@Injectable()
export class NotificationSender {
  private readonly logger = new Logger('Notifications');
  private readonly sending = new Set<Promise<void>>();

  constructor(
    private readonly rows: SendingRepository,
    private readonly channels: Channels,
    private readonly clock: Clock,
  ) {}

  /** Sends a message if it is due. @throws what the database throws when it stays away */
  async send(id: string): Promise<void> {
    const sending = this.sendIfDue(id);
    this.sending.add(sending);
    try {
      await sending;
    } finally {
      this.sending.delete(sending);
    }
  }

  /** Resolves when no message is on its way. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.sending);
  }

  private async sendIfDue(id: string): Promise<void> {
    const begun = await this.rows.begin(id);
    if (!begun) {
      this.logger.debug({ notificationId: id }, 'notification is not due any more');
      return;
    }
    const verdict = await this.judge(begun);
    const at = this.clock.now();
    await persistently(() => this.rows.finish(begun, verdict, at));
    this.log(begun, verdict);
  }

  private async judge({ notification, attempt, createdAt, unwanted }: BegunNotification): Promise<Verdict> {
    if (unwanted) return { status: 'skipped', reason: 'The person has switched off messages of this type.' };
    if (this.clock.now().getTime() - createdAt.getTime() > STALE_AFTER_MS) {
      return { status: 'skipped', reason: 'It was a day old before it could be told.' };
    }
    const delivery = await this.channels.deliver(notification);
    return verdictOn(delivery, attempt, this.clock.now());
  }

  /** Only id and type: what people do is not for the log. */
  private log({ notification: { id, type }, attempt }: BegunNotification, verdict: Verdict): void {
    const facts = { notificationId: id, type, attempt, status: verdict.status };
    if (verdict.status === 'sent') this.logger.log(facts, 'notification sent');
    else if (verdict.status === 'skipped') this.logger.log({ ...facts, reason: verdict.reason }, 'not told');
    else this.logger.warn({ ...facts, reason: verdict.reason }, 'notification not sent');
  }
}
