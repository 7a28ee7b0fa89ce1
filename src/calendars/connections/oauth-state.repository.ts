import { Injectable } from '@nestjs/common';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { DataSource, type FindOptionsWhere, LessThan, MoreThan } from 'typeorm';
import { OAuthState } from './oauth-state.entity';
import { TokenVault } from './token-vault';

const VERIFIER = 'oauth_states.code_verifier_box';
const LIFE = 10 * 60 * 1000;

/** Who brings a callback: the user who began, by bearer, or the browser that began, by its cookie. */
export type CallbackProof = { userId: string } | { browser: string };

/** An authorization whose callback has come. */
export interface BegunAuthorization {
  userId: string;
  codeVerifier: string;
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
  ) {}

  /** @returns the state to send along */
  async begin(begun: BegunAuthorization & { provider: string; browser: string }): Promise<string> {
    const state = secret();
    const stateHash = sha256(state);
    await this.database.manager.delete(OAuthState, { userId: begun.userId, expiresAt: expired() });
    await this.database.manager.insert(OAuthState, {
      stateHash,
      userId: begun.userId,
      provider: begun.provider,
      codeVerifierBox: this.vault.seal(VERIFIER, stateHash.toString('hex'), begun.codeVerifier),
      browserHash: sha256(begun.browser),
      returnTo: begun.returnTo,
      expiresAt: new Date(Date.now() + LIFE),
    });
    return state;
  }

  /** Uses the state up, if it is alive, of this provider, and the proof fits; else undefined, and nothing changes. */
  async consume(
    state: string,
    provider: string,
    proof: CallbackProof,
  ): Promise<BegunAuthorization | undefined> {
    const stateHash = sha256(state);
    const deleted = await this.database
      .createQueryBuilder()
      .delete()
      .from(OAuthState)
      .where({ stateHash, provider, expiresAt: alive(), ...ownedBy(proof) })
      .returning('user_id AS "userId", code_verifier_box AS box, return_to AS "returnTo"')
      .execute();
    const [row] = deleted.raw as { userId: string; box: string; returnTo: string }[];
    if (!row) return undefined;
    const codeVerifier = this.vault.open(VERIFIER, stateHash.toString('hex'), row.box);
    return { userId: row.userId, returnTo: row.returnTo, codeVerifier };
  }

  /** Removes up to `limit` that are past their ten minutes. @returns how many there were */
  async removeExpired(limit: number): Promise<number> {
    const [, removed] = await this.database.query<[unknown, number]>(
      `DELETE FROM oauth_states WHERE state_hash IN
         (SELECT state_hash FROM oauth_states WHERE expires_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [new Date(), limit],
    );
    return removed;
  }

  /** A living authorization: whose it is, where its browser wants to go, and whether `browser` is that browser. */
  async find(
    state: string,
    provider: string,
    browser: string | undefined,
  ): Promise<PendingAuthorization | undefined> {
    const where = { stateHash: sha256(state), provider, expiresAt: alive() };
    const row = await this.database.manager.findOneBy(OAuthState, where);
    if (!row) return undefined;
    const sameBrowser = browser !== undefined && timingSafeEqual(row.browserHash, sha256(browser));
    return { userId: row.userId, returnTo: row.returnTo, sameBrowser };
  }
}

/** 256 bits for a URL or a cookie. */
export function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256: how a secret is kept that is only ever compared. */
export function sha256(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}

function ownedBy(proof: CallbackProof): FindOptionsWhere<OAuthState> {
  return 'userId' in proof ? { userId: proof.userId } : { browserHash: sha256(proof.browser) };
}

const alive = (): FindOptionsWhere<OAuthState>['expiresAt'] => MoreThan(new Date());
const expired = (): FindOptionsWhere<OAuthState>['expiresAt'] => LessThan(new Date());
