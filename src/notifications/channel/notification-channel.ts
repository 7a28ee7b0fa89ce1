import { DiscoveryService } from '@nestjs/core';
import type { Notification } from '../notification';

/**
 * What became of a message. A channel that does not know whether it arrived answers `unknown`: it is not sent again.
 */
export type Delivery =
  | { outcome: 'sent'; receipt: Record<string, string> }
  /** This channel does not reach the person, or not any more. */
  | { outcome: 'unreachable'; reason: string }
  /** It certainly was not delivered, and may be tried again. */
  | { outcome: 'later'; reason: string; retryAfterSeconds?: number }
  /** It certainly was not delivered, and never will be. */
  | { outcome: 'refused'; reason: string }
  | { outcome: 'unknown'; reason: string };

/** A way to tell people something. Channels are plugins, found at boot. */
export interface NotificationChannel {
  /** Delivers a message once, or says why not. It never throws for what a channel may answer. */
  deliver(notification: Notification): Promise<Delivery>;
}

/** Marks a provider as a notification channel; the name is for the log. */
export const Notifies = DiscoveryService.createDecorator<string>();
