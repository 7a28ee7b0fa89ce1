import { AccountDirectory } from './account.directory';
import { Clock } from './clock';
import { FaultPlan } from './fault.plan';
import { Listings } from './listings';
import { OAuthStore } from './oauth.store';
import { RequestLog } from './request.log';
import { DEFAULT_SETTINGS, Settings } from './settings';

/** The one OAuth client that is registered. */
export interface Client {
  id: string;
  secret: string;
  /** Compared letter by letter; empty: any will do. */
  redirectUris: readonly string[];
}

/** All that the simulator remembers. */
export class World {
  clock = new Clock();
  settings: Settings = { ...DEFAULT_SETTINGS };
  directory = new AccountDirectory(this.clock);
  oauth = new OAuthStore(this.clock);
  listings = new Listings();
  faults = new FaultPlan();
  log = new RequestLog();

  constructor(readonly client: Client) {}

  /** Forgets everything but the registered client. */
  reset(): void {
    Object.assign(this, new World(this.client));
  }
}
