import { createHash, randomUUID } from 'node:crypto';
import { Clock } from '../simulator/clock';
import { EventStore } from './event.store';
import { CalendarInput, CalendarListEntry } from './google.calendar';

export interface Account {
  readonly email: string;
  readonly name: string;
  /** Google's stable id of the person, 21 digits; made from the address so that it survives a restart. */
  readonly sub: string;
  /** The account's calendar list, by calendar id. */
  readonly calendars: Map<string, CalendarListEntry>;
}

export interface Calendar {
  readonly id: string;
  readonly timeZone: string;
  readonly events: EventStore;
  /** Sync tokens carry it; a new one makes all older tokens "expired". */
  epoch: string;
}

export interface AccountInput {
  email: string;
  name?: string;
  /** IANA; default Europe/Berlin. */
  timeZone?: string;
  /** Beside the primary one, which is there anyway; name it (by the address) to give it other properties. */
  calendars?: CalendarInput[];
}

/** Who there is, which calendars exist, and who sees which. */
export class AccountDirectory {
  private readonly byEmail = new Map<string, Account>();
  private readonly calendars = new Map<string, Calendar>();

  constructor(private readonly clock: Clock) {}

  accounts(): Account[] {
    return [...this.byEmail.values()];
  }

  /** Adds an account, or adds calendars to the list of one that exists. */
  seed({ email, name = email, timeZone = 'Europe/Berlin', calendars = [] }: AccountInput): Account {
    const account: Account = this.byEmail.get(email) ?? {
      email,
      name,
      sub: subjectOf(email),
      calendars: new Map<string, CalendarListEntry>(),
    };
    this.byEmail.set(email, account);
    const primary: CalendarInput = account.calendars.get(email) ?? {
      id: email,
      summary: name,
      primary: true,
      selected: true,
    };
    for (const input of [primary, ...calendars]) {
      const known = account.calendars.get(input.id);
      const zone = this.calendars.get(input.id)?.timeZone ?? timeZone;
      const entry = { summary: input.id, timeZone: zone, accessRole: 'owner' as const, ...known, ...input };
      account.calendars.set(entry.id, entry);
      this.ensureCalendar(entry);
    }
    return account;
  }

  account(email: string): Account {
    const account = this.byEmail.get(email);
    if (!account) throw new RangeError(`No account ${email}`);
    return account;
  }

  calendar(id: string): Calendar {
    const calendar = this.calendars.get(id);
    if (!calendar) throw new RangeError(`No calendar ${id}`);
    return calendar;
  }

  allCalendars(): Calendar[] {
    return [...this.calendars.values()];
  }

  private ensureCalendar({ id, timeZone }: CalendarListEntry): void {
    if (this.calendars.has(id)) return;
    const events = new EventStore({ calendarId: id, zone: timeZone }, this.clock);
    this.calendars.set(id, { id, timeZone, events, epoch: randomUUID() });
  }
}

function subjectOf(email: string): string {
  const digest = createHash('sha256').update(email).digest();
  return `1${(digest.readBigUInt64BE() % 10n ** 20n).toString().padStart(20, '0')}`;
}
