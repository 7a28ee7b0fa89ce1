import { Client } from '../simulator/client';
import { Clock } from '../simulator/clock';
import { FaultPlan } from '../simulator/fault.plan';
import { Listings } from '../simulator/listings';
import { OAuthStore } from '../simulator/oauth.store';
import { RequestLog } from '../simulator/request.log';
import { Account, AccountDirectory } from './account.directory';
import { DeltaListing } from './delta.listing';
import { ENTRA_TOKENS } from './entra.tokens';
import { MailboxGate } from './mailbox.gate';
import { RequestKind } from './request.kind';
import { DEFAULT_SETTINGS, Settings } from './settings';

/** All that the simulator remembers. */
export class World {
  clock = new Clock();
  settings: Settings = { ...DEFAULT_SETTINGS };
  directory: AccountDirectory;
  oauth = new OAuthStore<Account>(this.clock, ENTRA_TOKENS);
  listings = new Listings<DeltaListing>();
  faults = new FaultPlan<RequestKind>();
  log = new RequestLog<RequestKind>();
  gate = new MailboxGate();

  /** @param tenantId the directory of accounts that name none */
  constructor(
    readonly client: Client,
    readonly tenantId: string,
  ) {
    this.directory = new AccountDirectory(this.clock, tenantId);
  }

  /** Forgets everything but the registered client and its tenant. */
  reset(): void {
    Object.assign(this, new World(this.client, this.tenantId));
  }
}
