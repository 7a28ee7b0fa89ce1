import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { jwtVerify, SignJWT } from 'jose';
import { Clock } from '../../common/clock';
import { Forbidden, Unauthenticated } from '../../common/errors/problem';
import { accountsConfig } from '../../config/accounts.config';
import type { User } from '../users/user.entity';

const ALGORITHM = 'HS256';

/** How long an access token is valid. Whether its user exists, and with what role, is read at every request all the same. */
export const ACCESS_TOKEN_SECONDS = 3600;

/** The JWTs that we issue ourselves (RFC 7519), signed with `JWT_SECRET`. */
@Injectable()
export class OwnTokens {
  constructor(
    @Inject(accountsConfig.KEY) private readonly config: ConfigType<typeof accountsConfig>,
    private readonly clock: Clock,
  ) {}

  /** The key that signs our tokens. @throws Forbidden where everybody signs in through an external issuer */
  requireEnabled(): Uint8Array {
    if (!this.config.jwtSecret) throw new Forbidden('People sign in through the external issuer here.');
    return this.config.jwtSecret;
  }

  /** A new access token for `user`. @throws Forbidden as `requireEnabled` does */
  async issue(user: Pick<User, 'id' | 'role' | 'email'>): Promise<string> {
    const now = Math.floor(this.clock.now().getTime() / 1000);
    return new SignJWT({ role: user.role, email: user.email })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setSubject(user.id)
      .setIssuedAt(now)
      .setExpirationTime(now + ACCESS_TOKEN_SECONDS)
      .sign(this.requireEnabled());
  }

  /** The user id that `token` proves. @throws Unauthenticated, or what jose throws for a token that is not good */
  async verify(token: string): Promise<string> {
    if (!this.config.jwtSecret) throw new Unauthenticated();
    const { payload } = await jwtVerify<{ sub: string }>(token, this.config.jwtSecret, {
      algorithms: [ALGORITHM],
      requiredClaims: ['sub', 'exp'],
      currentDate: this.clock.now(),
    });
    return payload.sub;
  }
}
