import type { Client } from 'pg';

/** When the first calendar of a crowd is due; long ago, so that the clock of this machine does not matter. */
const EPOCH = new Date('2020-01-01T00:00:00Z').getTime();
const HOUR = 60 * 60 * 1000;
const PER_ACCOUNT = 2;

const USERS = `
INSERT INTO users (id, email, name, role, password_hash) SELECT md5('user' || n)::uuid, 'crowd' || n || '@example.com', 'Crowd', 'member', '-'
FROM generate_series($1::int, $2::int) n`;

const ACCOUNTS = `
INSERT INTO user_oauth_accounts (id, user_id, provider, issuer, subject, email, scopes)
SELECT md5('account' || n)::uuid, md5('user' || n)::uuid, CASE n % 2 WHEN 0 THEN 'google' ELSE 'microsoft' END, 'https://issuer.example',
  n::text, 'crowd' || n || '@example.com', '{}' FROM generate_series($1::int, $2::int) n`;

// Neighbours in time are no neighbours in the table, as in a table that has lived for a while.
const CALENDARS = `
INSERT INTO calendar_integrations (id, user_id, oauth_account_id, provider, provider_calendar_id, calendar_name, days_back,
  days_forward, last_sync_at, rebase_at, next_sync_at)
SELECT md5('calendar' || n || '/' || k)::uuid, md5('user' || n)::uuid, md5('account' || n)::uuid,
  CASE n % 2 WHEN 0 THEN 'google' ELSE 'microsoft' END, 'calendar' || k, 'Calendar', 7, 30, $3::timestamptz, $3::timestamptz,
  $3::timestamptz + interval '1 hour' * (((n * ${PER_ACCOUNT} + k)::bigint * 7919) % $4::bigint) / $4::bigint
FROM generate_series($1::int, $2::int) n, generate_series(0, ${PER_ACCOUNT - 1}) k`;

/** An admin's batch of everything, as the service would enter it. */
const ENTER_ALL = `
INSERT INTO sync_runs (calendar_id, provider, trigger, priority, status, requested_at, run_after)
SELECT id, provider, 'admin', 3, 'queued', $1, $1 FROM calendar_integrations`;

/** So many calendars that are due one after the other within an hour, of half as many users; Google's and Microsoft's. */
export class Crowd {
  /** Calendars at present. */
  size = 0;

  constructor(private readonly database: Client) {}

  /** Lets it grow to `size` calendars, all with the same hour. */
  async growTo(size: number): Promise<void> {
    await this.forgetRuns();
    await this.database.query('TRUNCATE calendar_integrations CASCADE');
    const [from, to] = [this.size / PER_ACCOUNT + 1, size / PER_ACCOUNT];
    await this.database.query(USERS, [from, to]);
    await this.database.query(ACCOUNTS, [from, to]);
    await this.database.query(CALENDARS, [1, to, new Date(EPOCH), size]);
    await this.database.query('VACUUM ANALYZE');
    this.size = size;
  }

  /** The moment at which so many calendars are due. */
  whenDue(calendars: number): Date {
    return new Date(EPOCH + Math.floor((HOUR * calendars) / this.size) - 1);
  }

  /** A run waits for each of them. */
  async enterAll(at: Date): Promise<void> {
    await this.database.query(ENTER_ALL, [at]);
    await this.database.query('VACUUM ANALYZE sync_runs');
  }

  async forgetRuns(): Promise<void> {
    await this.database.query('TRUNCATE sync_runs CASCADE');
    await this.database.query('ANALYZE sync_runs');
  }
}
