import { Controls } from './controls';

type Argument<Name extends keyof Controls> = Parameters<Controls[Name]>[0];
type Answer<Name extends keyof Controls> = Promise<ReturnType<Controls[Name]>>;
type Remote = { [Name in keyof Controls]: (order: Argument<Name>) => Answer<Name> };

/** Gives orders to a simulator over HTTP, from any process. Controls says what each one does; refusals are thrown. */
export class GoogleControl implements Remote {
  /** @param url the simulator's address, as startGoogleSimulator returns it */
  constructor(private readonly url: string) {}

  reset(): Answer<'reset'> {
    return this.order('reset');
  }

  clock(order: Argument<'clock'>): Answer<'clock'> {
    return this.order('clock', order);
  }

  settings(changes: Argument<'settings'> = {}): Answer<'settings'> {
    return this.order('settings', changes);
  }

  seedAccounts(order: Argument<'seedAccounts'>): Answer<'seedAccounts'> {
    return this.order('seedAccounts', order);
  }

  unshareCalendar(order: Argument<'unshareCalendar'>): Answer<'unshareCalendar'> {
    return this.order('unshareCalendar', order);
  }

  putEvents(order: Argument<'putEvents'>): Answer<'putEvents'> {
    return this.order('putEvents', order);
  }

  patchEvent(order: Argument<'patchEvent'>): Answer<'patchEvent'> {
    return this.order('patchEvent', order);
  }

  cancelEvent(order: Argument<'cancelEvent'>): Answer<'cancelEvent'> {
    return this.order('cancelEvent', order);
  }

  respondToEvent(order: Argument<'respondToEvent'>): Answer<'respondToEvent'> {
    return this.order('respondToEvent', order);
  }

  splitSeries(order: Argument<'splitSeries'>): Answer<'splitSeries'> {
    return this.order('splitSeries', order);
  }

  expireSyncTokens(order: Argument<'expireSyncTokens'> = {}): Answer<'expireSyncTokens'> {
    return this.order('expireSyncTokens', order);
  }

  authorize(order: Argument<'authorize'>): Answer<'authorize'> {
    return this.order('authorize', order);
  }

  grants(order: Argument<'grants'> = {}): Answer<'grants'> {
    return this.order('grants', order);
  }

  revokeGrant(order: Argument<'revokeGrant'>): Answer<'revokeGrant'> {
    return this.order('revokeGrant', order);
  }

  expireAccessTokens(order: Argument<'expireAccessTokens'> = {}): Answer<'expireAccessTokens'> {
    return this.order('expireAccessTokens', order);
  }

  addFault(rule: Argument<'addFault'>): Answer<'addFault'> {
    return this.order('addFault', rule);
  }

  clearFaults(): Answer<'clearFaults'> {
    return this.order('clearFaults');
  }

  requests(order: Argument<'requests'> = {}): Answer<'requests'> {
    return this.order('requests', order);
  }

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
