/** What people are told of, and what each message is made from: a snapshot, complete by itself. Instants are RFC 3339. */
export interface NotificationFacts {
  time_entry_created: {
    /** Entries made at once: a bulk conversion is one message. */
    count: number;
    /** Their total. */
    minutes: number;
    /** This and what follows describe a single entry; null for several. */
    description: string | null;
    startedAt: string | null;
    project: string | null;
    client: string | null;
  };
  invoice_ready: {
    invoiceId: string;
    number: string;
    client: string;
    /** Minor units of `currency`. */
    total: number;
    currency: string;
  };
  daily_summary: {
    /** The local day, YYYY-MM-DD. */
    date: string;
    timezone: string;
    entries: number;
    minutes: number;
    /** Meetings of the day that are not converted yet. */
    unconverted: number;
  };
  reconnect_needed: { accountId: string; provider: string; email: string; detail: string };
  entry_meeting_changed: {
    timeEntryId: string;
    change: 'updated' | 'removed';
    description: string;
    startedAt: string;
    /** As the meeting is now; null when it is gone. */
    meeting: { startsAt: string; endsAt: string; summary: string | null } | null;
  };
}

export type NotificationType = keyof NotificationFacts;

/** One message to one person. */
export type Notification = {
  [T in NotificationType]: { id: string; userId: string; type: T; facts: NotificationFacts[T] };
}[NotificationType];
