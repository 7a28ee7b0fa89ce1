import { Controls } from './controls';

type Argument<Name extends keyof Controls> = Parameters<Controls[Name]>[0];
type Answer<Name extends keyof Controls> = Promise<ReturnType<Controls[Name]>>;
type Remote = { [Name in keyof Controls]: (order: Argument<Name>) => Answer<Name> };

/** Gives orders to a simulator over HTTP, from any process. Controls says what each one does; refusals are thrown. */
export class GoogleControl implements Remote {
  /** @param url the simulator's address, as startGoogleSimulator returns it */
  constructor(private readonly url: string) {}

  /** Forgets accounts, events, grants, settings, faults, clock and log. */
  reset(): Answer<'reset'> {
    return this.order('reset');
  }

  /** Fixes the simulator's now (RFC 3339), or with null lets it run again. */
  clock(order: Argument<'clock'>): Answer<'clock'> {
    return this.order('clock', order);
  }

  /** Changes standing switches; answers with all of them. */
  settings(changes: Argument<'settings'> = {}): Answer<'settings'> {
    return this.order('settings', changes);
  }

  /** Adds accounts with their calendars, or calendars to an account that exists. */
  seedAccounts(order: Argument<'seedAccounts'>): Answer<'seedAccounts'> {
    return this.order('seedAccounts', order);
  }

  /** Takes a calendar off the account's list: 404 from then on. */
  unshareCalendar(order: Argument<'unshareCalendar'>): Answer<'unshareCalendar'> {
    return this.order('unshareCalendar', order);
  }

  /** Stores events in Google's JSON, thousands at once; answers with their ids. */
  putEvents(order: Argument<'putEvents'>): Answer<'putEvents'> {
    return this.order('putEvents', order);
  }

  /** Changes fields of an event, a series or an instance; new times move it. */
  patchEvent(order: Argument<'patchEvent'>): Answer<'patchEvent'> {
    return this.order('patchEvent', order);
  }

  /** Deletes an event or a whole series, or cancels one instance. */
  cancelEvent(order: Argument<'cancelEvent'>): Answer<'cancelEvent'> {
    return this.order('cancelEvent', order);
  }

  /** Sets the calendar owner's own answer, for instance `declined`. */
  respondToEvent(order: Argument<'respondToEvent'>): Answer<'respondToEvent'> {
    return this.order('respondToEvent', order);
  }

  /** "This and following", from the instance that is named; answers with the new master. */
  splitSeries(order: Argument<'splitSeries'>): Answer<'splitSeries'> {
    return this.order('splitSeries', order);
  }

  /** Makes the sync tokens so far, of one calendar or of all, answer 410. */
  expireSyncTokens(order: Argument<'expireSyncTokens'> = {}): Answer<'expireSyncTokens'> {
    return this.order('expireSyncTokens', order);
  }

  /** Does what a user would on the consent page; answers where the browser is sent. */
  authorize(order: Argument<'authorize'>): Answer<'authorize'> {
    return this.order('authorize', order);
  }

  /** Who has granted what, and how many refresh tokens are alive. */
  grants(order: Argument<'grants'> = {}): Answer<'grants'> {
    return this.order('grants', order);
  }

  /** The user takes the grant back: every token of it is dead. */
  revokeGrant(order: Argument<'revokeGrant'>): Answer<'revokeGrant'> {
    return this.order('revokeGrant', order);
  }

  /** Makes access tokens, of one account or of all, answer 401. */
  expireAccessTokens(order: Argument<'expireAccessTokens'> = {}): Answer<'expireAccessTokens'> {
    return this.order('expireAccessTokens', order);
  }

  /** Orders an error, throttling or network damage for requests to come. */
  addFault(rule: Argument<'addFault'>): Answer<'addFault'> {
    return this.order('addFault', rule);
  }

  /** Takes back all faults that are still due. */
  clearFaults(): Answer<'clearFaults'> {
    return this.order('clearFaults');
  }

  /** What was asked of Google, how often, and how many at a time. */
  requests(order: Argument<'requests'> = {}): Answer<'requests'> {
    return this.order('requests', order);
  }

  /** Empties the log and its counts. */
  clearRequests(): Answer<'clearRequests'> {
    return this.order('clearRequests');
  }

  private async order<Name extends keyof Controls>(name: Name, argument?: Argument<Name>): Answer<Name> {
    const response = await fetch(`${this.url}/_control/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(argument ?? {}),
    });
    if (!response.ok)
      throw new Error(`Google simulator, ${name}: ${response.status} ${await response.text()}`);
    return (await response.json()) as ReturnType<Controls[Name]>;
  }
}
