import { Injectable, Logger } from '@nestjs/common';
import { persistently } from '../../common/persistently';
import {
  type Delivery,
  type NotificationChannel,
  Notifies,
} from '../../notifications/channel/notification-channel';
import type { Notification } from '../../notifications/notification';
import { isAlive, type OwnBinding, OwnBindingsRepository } from '../linking/own-bindings.repository';
import { Workspaces } from '../workspace/workspaces';
import { DirectMessages } from './direct-messages';
import { render } from './render';
import type { SlackMessage } from './slack-message';

/** Sends messages in Slack, in the workspace where the person was linked last. */
@Injectable()
@Notifies('slack')
export class SlackChannel implements NotificationChannel {
  private readonly logger = new Logger('Slack');

  constructor(
    private readonly bindings: OwnBindingsRepository,
    private readonly workspaces: Workspaces,
    private readonly messages: DirectMessages,
  ) {}

  /** Tries the person's next workspace only after one that certainly has not shown the message and never will. */
  async deliver(notification: Notification): Promise<Delivery> {
    const message = render(notification);
    const bindings = await persistently(() => this.bindings.list(notification.userId));
    let delivery: Delivery = { outcome: 'unreachable', reason: 'The person is not linked to Slack.' };
    for (const binding of bindings.filter(isAlive)) {
      delivery = await this.tell(binding, message);
      if (delivery.outcome !== 'unreachable') break;
    }
    return delivery;
  }

  private async tell(binding: OwnBinding, message: SlackMessage): Promise<Delivery> {
    const answer = await this.messages.post(binding, message);
    if (answer.outcome === 'token_dead') return this.afterTokenDied(binding, answer.word);
    return answer.outcome === 'user_gone' ? this.afterUserLeft(binding, answer.word) : answer;
  }

  private async afterTokenDied({ integration }: OwnBinding, word: string): Promise<Delivery> {
    const reason = `Slack no longer accepts the app’s token here (${word}). Install the app again.`;
    await persistently(() => this.workspaces.deactivate(integration, reason));
    return { outcome: 'unreachable', reason };
  }

  private async afterUserLeft(binding: OwnBinding, word: string): Promise<Delivery> {
    const reason = `Slack no longer takes messages for this user (${word}). Link your account again.`;
    const isOff = await persistently(() => this.bindings.switchOff(binding, reason));
    if (isOff) this.logger.warn({ bindingId: binding.id, reason }, 'binding switched off');
    return { outcome: 'unreachable', reason };
  }
}
