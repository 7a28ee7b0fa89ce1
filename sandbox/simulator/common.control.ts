import { CommonControls } from './common.controls';

export type Argument<Orders, Name extends keyof Orders> = Orders[Name] extends (argument: infer A) => unknown
  ? A
  : never;
export type Answer<Orders, Name extends keyof Orders> = Promise<
  Orders[Name] extends (argument: never) => infer A ? A : never
>;

/** The orders as a client gives them: each a method with the same argument, answered later. */
export type Remote<Orders> = {
  [Name in keyof Orders]: (order: Argument<Orders, Name>) => Answer<Orders, Name>;
};

/** Gives the orders that all simulators take, over HTTP, from any process. Refusals are thrown. */
export class CommonControl<Kind extends string, Settings> implements Remote<CommonControls<Kind, Settings>> {
  /** @param url the simulator's address, as the function that starts it returns it */
  constructor(protected readonly url: string) {}

  /** Forgets accounts, events, grants, settings, faults, clock and log. */
  reset(): Given<Kind, Settings, 'reset'> {
    return this.order('reset');
  }

  /** Fixes the simulator's now (RFC 3339), or with null lets it run again. */
  clock(order: Order<Kind, Settings, 'clock'>): Given<Kind, Settings, 'clock'> {
    return this.order('clock', order);
  }

  /** Changes standing switches; answers with all of them. */
  settings(changes: Partial<Settings> = {}): Given<Kind, Settings, 'settings'> {
    return this.order('settings', changes);
  }

  /** Does what a user would on the consent page; answers where the browser is sent. */
  authorize(order: Order<Kind, Settings, 'authorize'>): Given<Kind, Settings, 'authorize'> {
    return this.order('authorize', order);
  }

  /** Who has granted what, and how many refresh tokens are alive. */
  grants(order: Order<Kind, Settings, 'grants'> = {}): Given<Kind, Settings, 'grants'> {
    return this.order('grants', order);
  }

  /** The grant is taken back: every token of it is dead. */
  revokeGrant(order: Order<Kind, Settings, 'revokeGrant'>): Given<Kind, Settings, 'revokeGrant'> {
    return this.order('revokeGrant', order);
  }

  /** Makes access tokens, of one account or of all, answer 401. */
  expireAccessTokens(order: { email?: string } = {}): Given<Kind, Settings, 'expireAccessTokens'> {
    return this.order('expireAccessTokens', order);
  }

  /** Orders an error, throttling or network damage for requests to come. */
  addFault(rule: Order<Kind, Settings, 'addFault'>): Given<Kind, Settings, 'addFault'> {
    return this.order('addFault', rule);
  }

  /** Takes back all faults that are still due, and releases what is held. */
  clearFaults(): Given<Kind, Settings, 'clearFaults'> {
    return this.order('clearFaults');
  }

  /** Lets go of the requests that the fault `hold` holds now. */
  release(): Given<Kind, Settings, 'release'> {
    return this.order('release');
  }

  /** What was asked of the provider, how often, and how many at a time. */
  requests(order: Order<Kind, Settings, 'requests'> = {}): Given<Kind, Settings, 'requests'> {
    return this.order('requests', order);
  }

  /** Empties the log and its counts. */
  clearRequests(): Given<Kind, Settings, 'clearRequests'> {
    return this.order('clearRequests');
  }

  protected async order<Result>(name: string, argument: object = {}): Promise<Result> {
    const response = await fetch(`${this.url}/_control/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(argument),
    });
    if (!response.ok) throw new Error(`Simulator, ${name}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Result;
  }
}

type Order<Kind extends string, Settings, Name extends keyof CommonControls<Kind, Settings>> = Argument<
  CommonControls<Kind, Settings>,
  Name
>;
type Given<Kind extends string, Settings, Name extends keyof CommonControls<Kind, Settings>> = Answer<
  CommonControls<Kind, Settings>,
  Name
>;
