import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { IdempotencyKey } from './idempotency-key.entity';

const ATTEMPTS = 3;

/** Where a key is unique: one user may use it once for each method and path. */
export type Scope = Pick<IdempotencyKey, 'userId' | 'method' | 'path' | 'key'>;

/** The key is ours until its mark dies, or somebody came first. */
export type Claim = { claimedAt: Date } | { first: IdempotencyKey };

/** The rows of `idempotency_keys`. Their times are the database's: a mark is a lease between processes. */
@Injectable()
export class IdempotencyKeyRepository {
  constructor(@InjectRepository(IdempotencyKey) private readonly rows: Repository<IdempotencyKey>) {}

  /**
   * Marks the key as in flight; of parallel callers one gets it. A finished key is free again after 24 hours, and the
   * mark of somebody who never came back after 60 seconds.
   * @returns undefined if at each of three attempts the key was taken, and released before we could read it
   */
  async claim(scope: Scope, bodyHash: Buffer): Promise<Claim | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const claimedAt = await this.insert(scope, bodyHash);
      if (claimedAt) return { claimedAt };
      const first = await this.rows.findOneBy(scope);
      if (first) return { first };
      // Released in between: it may be ours now.
    }
    return undefined;
  }

  /** Keeps the answer, unless the mark has died and somebody else holds the key now. */
  async complete(scope: Scope, claimedAt: Date, status: number, answer: string | null): Promise<void> {
    await this.rows.update({ ...scope, createdAt: claimedAt }, { status, answer });
  }

  /** Frees the key, so that the request can be sent again. */
  async release(scope: Scope, claimedAt: Date): Promise<void> {
    await this.rows.delete({ ...scope, createdAt: claimedAt });
  }

  /** Removes up to `limit` of what is older than 24 hours. @returns how many there were */
  async removeOld(limit: number): Promise<number> {
    const [, removed] = await this.rows.query<[unknown, number]>(
      `DELETE FROM idempotency_keys WHERE ctid IN
         (SELECT ctid FROM idempotency_keys WHERE created_at < now() - interval '24 hours' LIMIT $1
          FOR UPDATE SKIP LOCKED)`,
      [limit],
    );
    return removed;
  }

  private async insert({ userId, method, path, key }: Scope, bodyHash: Buffer): Promise<Date | undefined> {
    const [row] = await this.rows.query<{ created_at: Date }[]>(
      `INSERT INTO idempotency_keys AS held (user_id, method, path, key, body_hash) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (user_id, method, path, key) DO UPDATE
         SET body_hash = excluded.body_hash, status = NULL, answer = NULL, created_at = now()
         WHERE held.created_at < now() - interval '24 hours'
            OR (held.status IS NULL AND held.created_at < now() - interval '60 seconds')
       RETURNING created_at`,
      [userId, method, path, key, bodyHash],
    );
    return row?.created_at;
  }
}
