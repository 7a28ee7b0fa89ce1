import { Injectable } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import { DataSource, type FindOptionsWhere, LessThan, MoreThan } from 'typeorm';
import { Clock } from '../../common/clock';
import { hashOfToken, newToken } from '../../common/secrets/one-time-token';
import { OAuthState } from './oauth-state.entity';
import { TokenVault } from './token-vault';

const VERIFIER = 'oauth_states.code_verifier_box';
const LIFE_MS = 10 * 60 * 1000;

/** Who brings a callback: the user who began, by bearer, or the browser that began, by its cookie. */
export type CallbackProof = { userId: string } | { browser: string };

/** An authorization whose callback has come. */
export interface BegunAuthorization {
  userId: string;
  codeVerifier: string;
}

/** An authorization that begins: whose it is, at which provider, in which browser, and where that wants to go. */
export interface NewAuthorization extends BegunAuthorization {
  provider: string;
  browser: string;
  returnTo: string;
}

/** An authorization whose callback we await. */
export interface PendingAuthorization {
  userId: string;
  returnTo: string;
  sameBrowser: boolean;
}

/** Authorizations under way (RFC 6749 §10.12): 256-bit states, stored as hashes, good for one callback in ten minutes. */
@Injectable()
export class OAuthStateRepository {
  constructor(
    private readonly database: DataSource,
    private readonly vault: TokenVault,
    private readonly clock: Clock,
  ) {}

  /** @returns the state to send along */
  async begin(begun: NewAuthorization): Promise<string> {
    const state = newToken();
    const now = this.clock.now();
    const stateHash = hashOfToken(state);
    await this.database.manager.delete(OAuthState, { userId: begun.userId, expiresAt: LessThan(now) });
    await this.database.manager.insert(OAuthState, {
      stateHash,
      userId: begun.userId,
      provider: begun.provider,
      codeVerifierBox: this.vault.seal(VERIFIER, stateHash.toString('hex'), begun.codeVerifier),
      browserHash: hashOfToken(begun.browser),
      returnTo: begun.returnTo,
      expiresAt: new Date(now.getTime() + LIFE_MS),
    });
    return state;
  }

  /** Uses the state up, if it is alive, of this provider, and the proof fits; else undefined, and nothing changes. */
  async consume(
    state: string,
    provider: string,
    proof: CallbackProof,
  ): Promise<BegunAuthorization | undefined> {
    const stateHash = hashOfToken(state);
    const deleted = await this.database
      .createQueryBuilder()
      .delete()
      .from(OAuthState)
      .where({ stateHash, provider, expiresAt: this.alive(), ...ownedBy(proof) })
      .returning('user_id AS "userId", code_verifier_box AS box')
      .execute();
    const [row] = deleted.raw as { userId: string; box: string }[];
    if (!row) return undefined;
    const codeVerifier = this.vault.open(VERIFIER, stateHash.toString('hex'), row.box);
    return { userId: row.userId, codeVerifier };
  }

  /** Removes up to `limit` that are past their ten minutes. @returns how many there were */
  async removeExpired(limit: number): Promise<number> {
    const [, removed] = await this.database.query<[unknown, number]>(
      `DELETE FROM oauth_states WHERE state_hash IN
         (SELECT state_hash FROM oauth_states WHERE expires_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [this.clock.now(), limit],
    );
    return removed;
  }

  /** A living authorization: whose it is, where its browser wants to go, and whether `browser` is that browser. */
  async find(
    state: string,
    provider: string,
    browser: string | undefined,
  ): Promise<PendingAuthorization | undefined> {
    const where = { stateHash: hashOfToken(state), provider, expiresAt: this.alive() };
    const row = await this.database.manager.findOneBy(OAuthState, where);
    if (!row) return undefined;
    const sameBrowser = browser !== undefined && timingSafeEqual(row.browserHash, hashOfToken(browser));
    return { userId: row.userId, returnTo: row.returnTo, sameBrowser };
  }

  private alive(): FindOptionsWhere<OAuthState>['expiresAt'] {
    return MoreThan(this.clock.now());
  }
}

function ownedBy(proof: CallbackProof): FindOptionsWhere<OAuthState> {
  return 'userId' in proof ? { userId: proof.userId } : { browserHash: hashOfToken(proof.browser) };
}
