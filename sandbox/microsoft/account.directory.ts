import { createHash, randomUUID } from 'node:crypto';
import { Clock } from '../simulator/clock';
import { EventStore } from './event.store';
import { CalendarEntry, CalendarInput } from './graph.calendar';

export interface Account {
  /** The address of the mailbox; how the control API calls the account. */
  readonly email: string;
  readonly name: string;
  readonly userPrincipalName: string;
  /** The id of the person, and of the directory that holds it; made from the address so that they survive a restart. */
  readonly oid: string;
  readonly tenantId: string;
  /** Without one, Outlook answers 404 to everything. */
  readonly hasMailbox: boolean;
  readonly calendars: Map<string, Calendar>;
}

export interface Calendar {
  readonly entry: CalendarEntry;
  readonly events: EventStore;
  /** Links carry it; a new one makes all older links expired, and `expiry` says in which words. */
  epoch: string;
  expiry: Expiry;
}

export interface Expiry {
  /** `SyncStateNotFound` by default; Microsoft has several spellings. */
  code?: string;
  /** 410 by default. */
  status?: number;
  /** Send a `Location` with an empty token, where to start over. */
  startOver?: boolean;
}

export interface AccountInput {
  email: string;
  name?: string;
  /** The address by default. */
  userPrincipalName?: string;
  oid?: string;
  /** The simulator's tenant by default. */
  tenantId?: string;
  hasMailbox?: boolean;
  /** Beside the default one, which is there anyway; give one `isDefaultCalendar` to set the properties of that. */
  calendars?: CalendarInput[];
}

/** Who there is, and which calendars they have. */
export class AccountDirectory {
  private readonly byEmail = new Map<string, Account>();

  constructor(
    private readonly clock: Clock,
    readonly tenantId: string,
  ) {}

  accounts(): Account[] {
    return [...this.byEmail.values()];
  }

  /** Adds an account, or adds calendars to one that exists. */
  seed(input: AccountInput): Account {
    const { email, calendars = [] } = input;
    const account = this.byEmail.get(email) ?? this.create(input);
    this.byEmail.set(email, account);
    for (const calendar of calendars) this.addCalendar(account, calendar);
    if (!defaultCalendar(account)) {
      this.addCalendar(account, { name: 'Calendar', isDefaultCalendar: true, isRemovable: false });
    }
    return account;
  }

  account(email: string): Account {
    const account = this.byEmail.get(email);
    if (!account) throw new RangeError(`No account ${email}`);
    return account;
  }

  /** @param id of a calendar, or the address of an account for its default calendar */
  calendar(id: string): Calendar {
    const account = this.byEmail.get(id);
    const candidates = this.accounts().map(({ calendars }) => calendars.get(id));
    const calendar = account ? defaultCalendar(account) : candidates.find(Boolean);
    if (!calendar) throw new RangeError(`No calendar ${id}`);
    return calendar;
  }

  allCalendars(): Calendar[] {
    return this.accounts().flatMap(({ calendars }) => [...calendars.values()]);
  }

  isTenant(id: string): boolean {
    return id === this.tenantId || this.accounts().some(({ tenantId }) => tenantId === id);
  }

  private create({ email, name = email, ...input }: AccountInput): Account {
    return {
      email,
      name,
      userPrincipalName: input.userPrincipalName ?? email,
      oid: input.oid ?? guidOf(email),
      tenantId: input.tenantId ?? this.tenantId,
      hasMailbox: input.hasMailbox ?? true,
      calendars: new Map<string, Calendar>(),
    };
  }

  private addCalendar(account: Account, input: CalendarInput): void {
    const id = input.id ?? `AAMkAG${Buffer.from(`${account.email} ${input.name}`).toString('base64url')}AAA=`;
    const owner = { name: account.name, address: account.email };
    const known = account.calendars.get(id);
    const entry: CalendarEntry = { ...DEFAULTS, owner, ...known?.entry, ...input, id };
    const events = known?.events ?? new EventStore(owner, this.clock);
    account.calendars.set(id, { entry, events, epoch: known?.epoch ?? randomUUID(), expiry: {} });
  }
}

export function defaultCalendar({ calendars }: Account): Calendar | undefined {
  return [...calendars.values()].find(({ entry }) => entry.isDefaultCalendar);
}

const DEFAULTS = {
  color: 'auto',
  hexColor: '',
  isDefaultCalendar: false,
  canShare: true,
  canViewPrivateItems: true,
  canEdit: true,
  isRemovable: true,
  isTallyingResponses: false,
  allowedOnlineMeetingProviders: ['teamsForBusiness'],
  defaultOnlineMeetingProvider: 'teamsForBusiness',
};

/** A GUID that is always the same for the same text. */
export function guidOf(text: string): string {
  const digest = createHash('sha256').update(text).digest('hex');
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `4${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}
