import { Client } from '../simulator/client';
import { Clock } from '../simulator/clock';
import { FaultPlan } from '../simulator/fault.plan';
import { Listings } from '../simulator/listings';
import { OAuthStore } from '../simulator/oauth.store';
import { RequestLog } from '../simulator/request.log';
import { Account, AccountDirectory } from './account.directory';
import { RequestKind } from './api.request';
import { EventsListing } from './events.listing';
import { GOOGLE_TOKENS } from './google.tokens';
import { DEFAULT_SETTINGS, Settings } from './settings';

/** All that the simulator remembers. */
export class World {
  clock = new Clock();
  settings: Settings = { ...DEFAULT_SETTINGS };
  directory = new AccountDirectory(this.clock);
  oauth = new OAuthStore<Account>(this.clock, GOOGLE_TOKENS);
  listings = new Listings<EventsListing>();
  faults = new FaultPlan<RequestKind>();
  log = new RequestLog<RequestKind>();

  constructor(readonly client: Client) {}

  /** Forgets everything but the registered client. */
  reset(): void {
    Object.assign(this, new World(this.client));
  }
}
