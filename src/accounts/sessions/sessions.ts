import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock } from '../../common/clock';
import { Unauthenticated } from '../../common/errors/problem';
import { hashOfToken, newToken } from '../../common/secrets/one-time-token';
import { ACCESS_TOKEN_SECONDS, OwnTokens } from '../guard/own-tokens';
import type { User } from '../users/user.entity';
import { RefreshTokenRepository, type Rotation } from './refresh-token.repository';

const LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

/** For so long a used token still gets a new pair: two tabs may refresh at once, and an answer may get lost. */
const GRACE_MS = 30_000;

/** What a client gets to act as a user: a short-lived access token, and a token to get the next pair with. */
export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  expiresInSeconds: number;
}

/** Sessions: chains of single-use refresh tokens (RFC 9700 §4.14.2). */
@Injectable()
export class Sessions {
  private readonly logger = new Logger(Sessions.name);

  constructor(
    private readonly tokens: OwnTokens,
    private readonly refreshTokens: RefreshTokenRepository,
    private readonly clock: Clock,
  ) {}

  /** Starts a session. @throws Forbidden where everybody signs in through an external issuer */
  async start(user: User): Promise<TokenPair> {
    const accessToken = await this.tokens.issue(user);
    const refreshToken = newToken();
    const now = this.clock.now();
    await this.refreshTokens.add(
      { userId: user.id, family: randomUUID(), tokenHash: hashOfToken(refreshToken), expiresAt: expiry(now) },
      now,
    );
    return { accessToken, refreshToken, expiresInSeconds: ACCESS_TOKEN_SECONDS };
  }

  /**
   * Trades a refresh token for the next pair. One that was used longer ago than the grace has leaked, or was stolen
   * and used before its owner came: nobody can tell who is who, so the whole session ends.
   * @throws Unauthenticated; Forbidden where everybody signs in through an external issuer
   */
  async refresh(refreshToken: string): Promise<TokenPair> {
    const now = this.clock.now();
    const pair = await this.refreshTokens.rotate(hashOfToken(refreshToken), now, (rotation) =>
      this.next(rotation, now),
    );
    if (!pair) throw new Unauthenticated('This refresh token is not valid: sign in again.');
    return pair;
  }

  private async next(rotation: Rotation, now: Date): Promise<TokenPair | undefined> {
    const { token, user } = rotation;
    if (token.expiresAt <= now) return undefined;
    if (token.usedAt && now.getTime() - token.usedAt.getTime() > GRACE_MS) {
      this.logger.warn({ userId: user.id }, 'a used refresh token came back: the session is revoked');
      await rotation.revokeFamily();
      return undefined;
    }
    const refreshToken = newToken();
    await rotation.replaceWith(hashOfToken(refreshToken), expiry(now));
    return {
      accessToken: await this.tokens.issue(user),
      refreshToken,
      expiresInSeconds: ACCESS_TOKEN_SECONDS,
    };
  }
}

function expiry(now: Date): Date {
  return new Date(now.getTime() + LIFETIME_MS);
}
