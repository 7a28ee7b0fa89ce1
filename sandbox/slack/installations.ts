import { Grant, OAuthStore } from '../simulator/oauth.store';
import { Site } from './site';

/** Why a token that was given out is no good any more. */
export type TokenEnd = 'token_revoked' | 'account_inactive' | 'token_expired' | 'invalid_auth';

/** Who installed, and what was asked: the answer to a code tells it. */
export interface Installer {
  userId: string;
  /** Whether the request named a redirect address; if so, the exchange must name it too. */
  namedRedirect: boolean;
  scopes: string[];
}

/** A live installation, as its token shows it. */
export interface Installation {
  token: string;
  grant: Grant<Site>;
  site: Site;
  scopes: ReadonlySet<string>;
}

/** The app's bot tokens: one for each workspace or organisation, the same one however often it is installed. */
export class Installations {
  private readonly given = new Map<string, Grant<Site>>();
  private readonly ends = new Map<string, TokenEnd>();
  private readonly installers = new Map<string, Installer>();

  constructor(private readonly oauth: OAuthStore<Site>) {}

  /** Notes who has allowed what a code stands for. */
  noteInstaller(code: string, installer: Installer): void {
    this.installers.set(code, installer);
  }

  installerOf(code: string): Installer | undefined {
    return this.installers.get(code);
  }

  /** The bot token of the grant, made if there is none that works. */
  tokenFor(grant: Grant<Site>): string {
    const known = this.tokenOf(grant);
    if (known !== undefined) return known;
    const token = this.oauth.issueAccessToken(grant, [], Infinity);
    this.given.set(token, grant);
    return token;
  }

  /** The token that works for the grant. */
  tokenOf(grant: Grant<Site>): string | undefined {
    return [...this.given.entries()].find(([token, of]) => of === grant && this.works(token))?.[0];
  }

  /** What a token stands for, or why it stands for nothing. */
  read(token: string): Installation | TokenEnd {
    const grant = this.given.get(token);
    if (!grant) return 'invalid_auth';
    if (this.works(token)) return { token, grant, site: grant.account, scopes: grant.scopes };
    const alive = this.oauth.grantOf(grant.account, grant.clientId) === grant;
    return this.ends.get(token) ?? (alive ? 'token_expired' : 'account_inactive');
  }

  /** From now on the token answers with the error. */
  end(token: string, end: TokenEnd): void {
    this.ends.set(token, end);
  }

  private works(token: string): boolean {
    return !this.ends.has(token) && this.oauth.accessToken(token) !== undefined;
  }
}
