import { ActionDelivery, ActionOrder } from './action.delivery';
import { CommandDelivery, CommandOrder } from './command.delivery';
import { Delivery } from './courier';
import { EventDelivery } from './event.delivery';
import { EndEvent } from './installation.end';
import { JsonObject } from './json.value';
import { Forgery, SignedRequest } from './signed.request';
import { SubmissionDelivery, SubmissionOrder } from './view.delivery';

/** The orders that make Slack call the service; each answers when the service has, or has not in time. */
export interface Deliveries {
  sendCommand(order: CommandOrder): Promise<CommandDelivery>;
  sendAction(order: ActionOrder): Promise<ActionDelivery>;
  submitView(order: SubmissionOrder): Promise<SubmissionDelivery>;
  closeView(order: { viewId: string; forge?: Forgery }): Promise<{ delivery: Delivery | null }>;
  sendEvent(order: EventOrder): Promise<EventDelivery>;
  verifyEventsUrl(order: { forge?: Forgery }): Promise<Delivery & { challenge: string; verified: boolean }>;
  uninstall(order: UninstallOrder): Promise<{ events: EventDelivery[] }>;
  resend(request: SignedRequest): Promise<Delivery>;
}

export interface EventOrder {
  /** The id of the workspace or organisation that it is about. */
  site: string;
  /** With its `type`; of `app_uninstalled` and `tokens_revoked` the type is enough. */
  event: JsonObject & { type: string };
  /** Default: a new one. The same again is the same event again. */
  eventId?: string;
  /** Seconds since the epoch; default: now. */
  eventTime?: number;
  forge?: Forgery;
}

export interface UninstallOrder {
  site: string;
  /** What the service is told, in this order; default: `app_uninstalled`, then `tokens_revoked`. */
  events?: EndEvent[];
}
