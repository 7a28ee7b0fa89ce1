import { randomBytes } from 'node:crypto';
import { Account } from './account.directory';
import { Clock } from './clock';
import { Challenge } from './pkce';

/** https://developers.google.com/identity/protocols/oauth2#expiration */
const REFRESH_TOKENS_PER_GRANT = 100;
const CODE_LIFETIME_MS = 600_000;

/** What one account allowed one client. All its tokens live and die with it. */
export interface Grant {
  readonly account: Account;
  readonly clientId: string;
  readonly scopes: Set<string>;
  /** Oldest first. */
  readonly refreshTokens: string[];
}

export interface AuthorizationCode {
  grant: Grant;
  scopes: string[];
  redirectUri: string;
  challenge?: Challenge;
  withRefreshToken: boolean;
}

interface Token {
  grant: Grant;
  scopes: string[];
}

/** Grants, codes and tokens of all accounts. */
export class OAuthStore {
  private readonly grants = new Map<string, Grant>();
  private readonly codes = new Map<string, AuthorizationCode & { expiresAt: number }>();
  private readonly accessTokens = new Map<string, Token & { expiresAt: number }>();
  private readonly refreshTokens = new Map<string, Token>();

  constructor(private readonly clock: Clock) {}

  allGrants(): Grant[] {
    return [...this.grants.values()];
  }

  grantOf(account: Account, clientId: string): Grant | undefined {
    return this.grants.get(keyOf(account, clientId));
  }

  /** The live grant of the account to the client, made if need be and widened by the scopes. */
  widenGrant(account: Account, clientId: string, scopes: string[]): Grant {
    const known = this.grantOf(account, clientId);
    const grant = known ?? { account, clientId, scopes: new Set<string>(), refreshTokens: [] };
    for (const scope of scopes) grant.scopes.add(scope);
    this.grants.set(keyOf(account, clientId), grant);
    return grant;
  }

  issueCode(code: AuthorizationCode): string {
    const text = `4/0A${random(32)}`;
    this.codes.set(text, { ...code, expiresAt: this.clock.now() + CODE_LIFETIME_MS });
    return text;
  }

  /** Spends a code: whoever comes second, or too late, or after a revocation, gets undefined. */
  takeCode(text: string): AuthorizationCode | undefined {
    const code = this.codes.get(text);
    this.codes.delete(text);
    return code && code.expiresAt > this.clock.now() && this.isLive(code.grant) ? code : undefined;
  }

  /** @param lifetime seconds */
  issueAccessToken(grant: Grant, scopes: string[], lifetime: number): string {
    const text = `ya29.a0${random(80)}`;
    this.accessTokens.set(text, { grant, scopes, expiresAt: this.clock.now() + lifetime * 1000 });
    return text;
  }

  /** The 101st refresh token of a grant silently kills its first. */
  issueRefreshToken(grant: Grant, scopes: string[]): string {
    const text = `1//0${random(48)}`;
    this.refreshTokens.set(text, { grant, scopes });
    grant.refreshTokens.push(text);
    if (grant.refreshTokens.length > REFRESH_TOKENS_PER_GRANT) {
      this.refreshTokens.delete(grant.refreshTokens.shift() ?? '');
    }
    return text;
  }

  /** What a live, unexpired access token stands for. */
  accessToken(text: string): Token | undefined {
    const token = this.accessTokens.get(text);
    return token && token.expiresAt > this.clock.now() && this.isLive(token.grant) ? token : undefined;
  }

  refreshToken(text: string): Token | undefined {
    const token = this.refreshTokens.get(text);
    return token && this.isLive(token.grant) ? token : undefined;
  }

  /** Kills one refresh token and leaves the rest of its grant alone. */
  dropRefreshToken(text: string): void {
    const { grant } = this.refreshTokens.get(text) ?? {};
    grant?.refreshTokens.splice(grant.refreshTokens.indexOf(text), 1);
    this.refreshTokens.delete(text);
  }

  /** Ends a grant: all tokens of the account and client are dead at once. */
  revoke(grant: Grant): void {
    if (this.isLive(grant)) this.grants.delete(keyOf(grant.account, grant.clientId));
  }

  /** Makes the access tokens of one account, or of all, look out of date. */
  expireAccessTokens(email?: string): void {
    for (const token of this.accessTokens.values()) {
      if (email === undefined || token.grant.account.email === email) token.expiresAt = 0;
    }
  }

  private isLive(grant: Grant): boolean {
    return this.grants.get(keyOf(grant.account, grant.clientId)) === grant;
  }
}

function keyOf(account: Account, clientId: string): string {
  return `${clientId} ${account.sub}`;
}

function random(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}
