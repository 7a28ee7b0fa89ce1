import { randomBytes } from 'node:crypto';
import { Clock } from './clock';
import { Challenge } from './pkce';

/** What one account allowed one client. All its tokens live and die with it. */
export interface Grant<Account> {
  readonly account: Account;
  readonly clientId: string;
  readonly scopes: Set<string>;
  /** Oldest first. */
  readonly refreshTokens: string[];
}

export interface AuthorizationCode<Account> {
  grant: Grant<Account>;
  scopes: string[];
  redirectUri: string;
  challenge?: Challenge;
  withRefreshToken: boolean;
  /** Comes back in the id token. */
  nonce?: string;
}

interface Token<Account> {
  grant: Grant<Account>;
  scopes: string[];
  expiresAt: number;
}

/** How a provider's codes and tokens look, and how long and how many of them live. */
export interface TokenHabits {
  code: Look;
  accessToken: Look;
  refreshToken: Look;
  /** Seconds. */
  codeLifetime: number;
  /** Seconds. */
  refreshTokenLifetime: number;
  /** One more silently kills the oldest. */
  refreshTokensPerGrant: number;
}

interface Look {
  prefix: string;
  randomBytes: number;
}

export type Fate = 'live' | 'expired' | 'revoked';

/** Grants, codes and tokens of all accounts. */
export class OAuthStore<Account extends { readonly email: string }> {
  private readonly grants = new Map<string, Grant<Account>>();
  private readonly codes = new Map<string, AuthorizationCode<Account> & { expiresAt: number }>();
  private readonly spentCodes = new Set<string>();
  private readonly accessTokens = new Map<string, Token<Account>>();
  private readonly refreshTokens = new Map<string, Token<Account>>();

  constructor(
    private readonly clock: Clock,
    private readonly habits: TokenHabits,
  ) {}

  allGrants(): Grant<Account>[] {
    return [...this.grants.values()];
  }

  grantOf(account: Account, clientId: string): Grant<Account> | undefined {
    return this.grants.get(keyOf(account, clientId));
  }

  /** The live grant of the account to the client, made if need be and widened by the scopes. */
  widenGrant(account: Account, clientId: string, scopes: string[]): Grant<Account> {
    const known = this.grantOf(account, clientId);
    const grant = known ?? { account, clientId, scopes: new Set<string>(), refreshTokens: [] };
    for (const scope of scopes) grant.scopes.add(scope);
    this.grants.set(keyOf(account, clientId), grant);
    return grant;
  }

  issueCode(code: AuthorizationCode<Account>): string {
    const text = random(this.habits.code);
    this.codes.set(text, { ...code, expiresAt: this.clock.now() + this.habits.codeLifetime * 1000 });
    return text;
  }

  /** Spends a code: whoever comes second, or too late, or after a revocation, gets undefined. */
  takeCode(text: string): AuthorizationCode<Account> | undefined {
    const code = this.codes.get(text);
    if (code) this.spentCodes.add(text);
    this.codes.delete(text);
    return code && code.expiresAt > this.clock.now() && this.isLive(code.grant) ? code : undefined;
  }

  wasTaken(code: string): boolean {
    return this.spentCodes.has(code);
  }

  /** @param lifetime seconds */
  issueAccessToken(grant: Grant<Account>, scopes: string[], lifetime: number): string {
    const text = random(this.habits.accessToken);
    this.accessTokens.set(text, { grant, scopes, expiresAt: this.clock.now() + lifetime * 1000 });
    return text;
  }

  issueRefreshToken(grant: Grant<Account>, scopes: string[]): string {
    const { refreshToken, refreshTokenLifetime, refreshTokensPerGrant } = this.habits;
    const text = random(refreshToken);
    const expiresAt = this.clock.now() + refreshTokenLifetime * 1000;
    this.refreshTokens.set(text, { grant, scopes, expiresAt });
    grant.refreshTokens.push(text);
    if (grant.refreshTokens.length > refreshTokensPerGrant) {
      this.refreshTokens.delete(grant.refreshTokens.shift() ?? '');
    }
    return text;
  }

  /** What a live, unexpired access token stands for. */
  accessToken(text: string): Token<Account> | undefined {
    return this.ifLive(this.accessTokens.get(text));
  }

  refreshToken(text: string): Token<Account> | undefined {
    return this.ifLive(this.refreshTokens.get(text));
  }

  /** What became of a refresh token; undefined when it was never given out, or forgotten. */
  fateOf(refreshToken: string): Fate | undefined {
    const token = this.refreshTokens.get(refreshToken);
    if (!token) return undefined;
    if (!this.isLive(token.grant)) return 'revoked';
    return token.expiresAt > this.clock.now() ? 'live' : 'expired';
  }

  /** Kills one refresh token and leaves the rest of its grant alone. */
  dropRefreshToken(text: string): void {
    const { grant } = this.refreshTokens.get(text) ?? {};
    grant?.refreshTokens.splice(grant.refreshTokens.indexOf(text), 1);
    this.refreshTokens.delete(text);
  }

  /** Ends a grant: all tokens of the account and client are dead at once. */
  revoke(grant: Grant<Account>): void {
    if (this.isLive(grant)) this.grants.delete(keyOf(grant.account, grant.clientId));
  }

  /** Makes the access tokens of one account, or of all, look out of date. */
  expireAccessTokens(email?: string): void {
    expire(this.accessTokens, email);
  }

  /** The same for refresh tokens. */
  expireRefreshTokens(email?: string): void {
    expire(this.refreshTokens, email);
  }

  private isLive(grant: Grant<Account>): boolean {
    return this.grants.get(keyOf(grant.account, grant.clientId)) === grant;
  }

  private ifLive(token: Token<Account> | undefined): Token<Account> | undefined {
    return token && token.expiresAt > this.clock.now() && this.isLive(token.grant) ? token : undefined;
  }
}

function expire(tokens: Map<string, Token<{ email: string }>>, email?: string): void {
  for (const token of tokens.values()) {
    if (email === undefined || token.grant.account.email === email) token.expiresAt = 0;
  }
}

function keyOf({ email }: { readonly email: string }, clientId: string): string {
  return `${clientId} ${email}`;
}

function random({ prefix, randomBytes: bytes }: Look): string {
  return prefix + randomBytes(bytes).toString('base64url');
}
