import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository } from 'typeorm';
import { User } from '../users/user.entity';
import { RefreshToken } from './refresh-token.entity';

/** The token that was presented, and what a rotation may do with it. All of it is one transaction. */
export interface Rotation {
  user: User;
  token: RefreshToken;
  replaceWith(tokenHash: Buffer, expiresAt: Date): Promise<void>;
  revokeFamily(): Promise<void>;
}

/** The rows of `refresh_tokens`. */
@Injectable()
export class RefreshTokenRepository {
  constructor(@InjectRepository(RefreshToken) private readonly rows: Repository<RefreshToken>) {}

  /** Adds the first token of a new session, and removes this user's tokens that expired before `now`. */
  async add(token: Omit<RefreshToken, 'id' | 'user' | 'usedAt'>, now: Date): Promise<void> {
    await this.rows.delete({ userId: token.userId, expiresAt: LessThan(now) });
    await this.rows.insert(token);
  }

  /** Removes up to `limit` tokens that expired before `now`. @returns how many there were */
  async removeExpired(now: Date, limit: number): Promise<number> {
    const [, removed] = await this.rows.query<[unknown, number]>(
      `DELETE FROM refresh_tokens WHERE id IN
         (SELECT id FROM refresh_tokens WHERE expires_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [now, limit],
    );
    return removed;
  }

  /**
   * Hands the token with this hash, and whose it is, to `decide`. One user's rotations run one after the other: the
   * revocation of a family could otherwise miss the token that a parallel rotation is about to add.
   * @returns undefined when there is no such token
   */
  async rotate<T>(
    tokenHash: Buffer,
    now: Date,
    decide: (rotation: Rotation) => Promise<T>,
  ): Promise<T | undefined> {
    return this.rows.manager.transaction(async (manager) => {
      const owner = await manager.findOne(RefreshToken, { where: { tokenHash }, select: { userId: true } });
      if (!owner) return undefined;
      const user = await manager.findOneOrFail(User, {
        where: { id: owner.userId },
        lock: { mode: 'for_no_key_update' },
      });
      const token = await manager.findOneBy(RefreshToken, { tokenHash });
      if (!token) return undefined;
      const { id, family, userId } = token;
      return decide({
        user,
        token,
        replaceWith: async (tokenHash, expiresAt) => {
          await manager.update(RefreshToken, { id }, { usedAt: token.usedAt ?? now });
          await manager.insert(RefreshToken, { userId, family, tokenHash, expiresAt });
        },
        revokeFamily: async () => void (await manager.delete(RefreshToken, { family })),
      });
    });
  }
}
