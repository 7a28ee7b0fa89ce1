import type { RequestKind } from '../../sandbox/google/api.request';
import { GuardedLimits } from '../../src/common/http/guarded-limits';
import { GoogleModule } from '../../src/google/google.module';
import type { Api } from '../harness/api';
import { connect, type GoogleService } from '../harness/google-service';

let accounts = 0;

/** A Google account that nobody has connected yet. */
export async function newGoogleAccount(service: GoogleService): Promise<string> {
  const email = `googler${(accounts += 1)}@calendar.example`;
  await service.google.seedAccounts({ accounts: [{ email }] });
  return email;
}

/** A user with a connected account of their own. */
export interface Connected {
  user: Api;
  email: string;
  accountId: string;
  /** Asks the provider for the account's calendars. */
  list(): ReturnType<Api['get']>;
}

export async function newConnectedUser(service: GoogleService): Promise<Connected> {
  const [user, email] = [await service.signUp(), await newGoogleAccount(service)];
  const accountId = await connect(service, user, email);
  const list = (): ReturnType<Api['get']> =>
    user.get(`/integrations/google/calendars?oauth_account_id=${accountId}`);
  return { user, email, accountId, list };
}

/** What the account looks like to its owner. */
export async function accountOf({ user, accountId }: Connected): Promise<Record<string, unknown>> {
  const { body } = await user.get('/integrations/accounts').expect(200);
  return body.accounts.find(({ id }: { id: string }) => id === accountId);
}

/** How many requests of a kind the provider has seen since its log was cleared. */
export async function requestsOf(service: GoogleService, kind: RequestKind): Promise<number> {
  return (await service.google.requests({ kind })).requests.length;
}

/** Lets the stored access token die, as if its hour were over. */
export async function expireToken(service: GoogleService, accountId: string): Promise<void> {
  await service.sql(`UPDATE user_oauth_accounts SET expires_at = now() - interval '1 minute' WHERE id = $1`, [
    accountId,
  ]);
}

/** Lets the half minute pass in which the token endpoint is not asked again. */
export async function endRefreshPause(service: GoogleService, accountId: string): Promise<void> {
  await service.sql(
    `UPDATE user_oauth_accounts SET refresh_attempted_at = refresh_attempted_at - interval '31 seconds' WHERE id = $1`,
    [accountId],
  );
}

/** Every row that a connection may leave behind. */
export async function storedAccounts(service: GoogleService): Promise<unknown[]> {
  return service.sql('SELECT * FROM user_oauth_accounts ORDER BY id');
}

/** How long the service listens to the provider; each provider's module has its own. */
export function limitsOf(service: GoogleService): GuardedLimits {
  return service.app.select(GoogleModule).get(GuardedLimits, { strict: true });
}
