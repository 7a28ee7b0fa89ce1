import { Injectable } from '@nestjs/common';
import { within } from '../../common/deadline';
import type { Notification } from '../notification';
import { ChannelRegistry, type NamedChannel } from './channel-registry';
import type { Delivery } from './notification-channel';

/** How long a channel may take; after that, whether the message arrived is unknown. */
const DEADLINE_MS = 30_000;

/** All channels as one. */
@Injectable()
export class Channels {
  constructor(private readonly registry: ChannelRegistry) {}

  /**
   * Asks the channels in turn until one reaches the person, and returns what that one answers: nobody gets the same
   * message in two places. Never throws.
   */
  async deliver(notification: Notification): Promise<Delivery> {
    const reasons: string[] = [];
    for (const named of this.registry.all()) {
      const delivery = await ask(named, notification);
      if (delivery.outcome !== 'unreachable') return delivery;
      reasons.push(`${named.name}: ${delivery.reason}`);
    }
    return {
      outcome: 'unreachable',
      reason: reasons.join('; ') || 'There is no channel to tell anybody by.',
    };
  }
}

/** A channel that throws or takes too long may have sent the message nevertheless. */
async function ask({ name, channel }: NamedChannel, notification: Notification): Promise<Delivery> {
  try {
    return await within(DEADLINE_MS, channel.deliver(notification));
  } catch (error) {
    return { outcome: 'unknown', reason: `${name}: ${String(error)}` };
  }
}
