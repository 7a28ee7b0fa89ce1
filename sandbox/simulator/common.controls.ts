import { Client } from './client';
import { Clock } from './clock';
import { FaultRule } from './fault';
import { FaultPlan } from './fault.plan';
import { OAuthStore } from './oauth.store';
import { RequestLog, RequestReport } from './request.log';

export type Done = Record<string, never>;
export const DONE: Done = {};

/** The orders that every simulator takes. */
export interface CommonControls<Kind extends string, Settings> {
  reset(): Done;
  clock(order: { now: string | null }): { now: string };
  settings(changes: Partial<Settings>): Settings;
  authorize(order: ConsentOrder): { location: string };
  grants(order: { email?: string }): { grants: GrantReport[] };
  revokeGrant(order: { email: string }): Done;
  expireAccessTokens(order: { email?: string }): Done;
  addFault(rule: FaultRule<Kind>): Done;
  clearFaults(): Done;
  release(): Done;
  requests(order: { kind?: Kind }): RequestReport<Kind>;
  clearRequests(): Done;
}

export interface ConsentOrder {
  /** The address that the browser would be sent to; its host does not matter. */
  authUrl: string;
  /** Who signs in; default: the login_hint, else the account seeded first. */
  email?: string;
  deny?: boolean;
  /** The granted ones of the scopes that can be left out; default: all. */
  grantedScopes?: string[];
}

export interface GrantReport {
  email: string;
  scopes: string[];
  /** How many are alive. */
  refreshTokens: number;
}

interface CommonWorld<Kind extends string, Settings, Account extends { readonly email: string }> {
  readonly client: Client;
  clock: Clock;
  settings: Settings;
  directory: { account(email: string): Account };
  oauth: OAuthStore<Account>;
  faults: FaultPlan<Kind>;
  log: RequestLog<Kind>;
  reset(): void;
}

/** Carries out, on a world, the orders that mean the same for every provider. */
export function commonControls<
  Kind extends string,
  Settings extends object,
  Account extends { readonly email: string },
>(world: CommonWorld<Kind, Settings, Account>): Omit<CommonControls<Kind, Settings>, 'authorize'> {
  return {
    reset() {
      world.faults.clear();
      world.reset();
      return DONE;
    },
    clock({ now }) {
      world.clock.set(now);
      return { now: world.clock.iso() };
    },
    settings: (changes) => Object.assign(world.settings, changes),
    grants: ({ email }) => ({
      grants: world.oauth
        .allGrants()
        .filter(({ account }) => email === undefined || account.email === email)
        .map(({ account, scopes, refreshTokens }) => ({
          email: account.email,
          scopes: [...scopes],
          refreshTokens: refreshTokens.length,
        })),
    }),
    revokeGrant({ email }) {
      const grant = world.oauth.grantOf(world.directory.account(email), world.client.id);
      if (grant) world.oauth.revoke(grant);
      return DONE;
    },
    expireAccessTokens({ email }) {
      world.oauth.expireAccessTokens(email);
      return DONE;
    },
    addFault(rule) {
      world.faults.add(rule);
      return DONE;
    },
    clearFaults() {
      world.faults.clear();
      return DONE;
    },
    release() {
      world.faults.release();
      return DONE;
    },
    requests: ({ kind }) => world.log.report(kind),
    clearRequests() {
      world.log.clear();
      return DONE;
    },
  };
}
