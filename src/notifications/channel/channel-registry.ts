import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { discovered } from '../../common/discovered';
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
  private channels = new Map<string, NotificationChannel>();

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws RefusesToStart when two have one name */
  onModuleInit(): void {
    this.channels = discovered(this.discovery, Notifies, 'notification channels');
    if (this.channels.size === 0) this.logger.warn('no notification channel: nobody is told anything');
  }

  /** Every channel, in the order of their names. */
  all(): NamedChannel[] {
    return [...this.channels]
      .map(([name, channel]) => ({ name, channel }))
      .sort((one, other) => one.name.localeCompare(other.name));
  }
}
