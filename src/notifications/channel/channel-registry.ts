import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { RefusesToStart } from '../../common/errors/refuses-to-start';
import { type NotificationChannel, Notifies } from './notification-channel';

/** A channel, and what it is called in the log. */
export interface NamedChannel {
  name: string;
  channel: NotificationChannel;
}

/** The notification channels of this process, in the order of their names. It finds them at boot. */
@Injectable()
export class ChannelRegistry implements OnModuleInit {
  private readonly logger = new Logger('Notifications');
  private readonly channels = new Map<string, NotificationChannel>();

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws RefusesToStart when two have one name */
  onModuleInit(): void {
    for (const wrapper of this.discovery.getProviders({ metadataKey: Notifies.KEY })) {
      const name = this.discovery.getMetadataByDecorator(Notifies, wrapper)!;
      if (this.channels.has(name))
        throw new RefusesToStart(`Two notification channels are called '${name}'.`);
      this.channels.set(name, wrapper.instance as NotificationChannel);
    }
    if (this.channels.size === 0) this.logger.warn('no notification channel: nobody is told anything');
  }

  /** Every channel, in the order of their names. */
  all(): NamedChannel[] {
    return [...this.channels]
      .map(([name, channel]) => ({ name, channel }))
      .sort((one, other) => one.name.localeCompare(other.name));
  }
}
