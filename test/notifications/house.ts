import { Injectable, Module, type Type } from '@nestjs/common';
import { AppModule } from '../../src/app.module';
import {
  type Delivery,
  type NotificationChannel,
  Notifies,
} from '../../src/notifications/channel/notification-channel';
import type { Notification } from '../../src/notifications/notification';

/** What a channel of the tests was asked to tell, and what it answers. */
export class Pigeons {
  /** In the order in which they were asked for. */
  readonly flights: (Notification & { at: number })[] = [];
  /** What becomes of a message. */
  answer: (notification: Notification) => Delivery | Promise<Delivery> = () => ARRIVED;

  async fly(notification: Notification): Promise<Delivery> {
    this.flights.push({ ...notification, at: Date.now() });
    return this.answer(notification);
  }

  /** Forgets what was, and delivers everything from now on. */
  reset(): void {
    this.flights.length = 0;
    this.answer = () => ARRIVED;
  }
}

export const ARRIVED: Delivery = { outcome: 'sent', receipt: { roof: 'red' } };

/** A module with a channel of that name that lives in the tests alone. */
export function channelCalled(name: string, pigeons: Pigeons): Type {
  @Injectable()
  @Notifies(name)
  class PigeonChannel implements NotificationChannel {
    async deliver(notification: Notification): Promise<Delivery> {
      return pigeons.fly(notification);
    }
  }

  @Module({ providers: [PigeonChannel] })
  class PigeonModule {}
  return PigeonModule;
}

/** The house, and channels; they are found by their decorator. */
export function houseWith(...channels: Type[]): Type {
  @Module({ imports: [AppModule, ...channels] })
  class House {}
  return House;
}
