import { Injectable, Logger } from '@nestjs/common';
import { decodeProtectedHeader, errors } from 'jose';
import { isUUID } from 'class-validator';
import { Unauthenticated } from '../../common/errors/problem';
import { UserRepository } from '../users/user.repository';
import { ExternalTokens } from './external-tokens';
import { OwnTokens } from './own-tokens';
import type { Principal } from './principal';

/** `Authorization: Bearer` with a JWT in its compact form (RFC 6750 §2.1, RFC 7515 §7.1). */
const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*) *$/i;

/** Finds out who presents a bearer token. */
@Injectable()
export class Bearer {
  private readonly logger = new Logger(Bearer.name);

  constructor(
    private readonly own: OwnTokens,
    private readonly external: ExternalTokens,
    private readonly users: UserRepository,
  ) {}

  /**
   * The user behind an `Authorization` header, or undefined when it proves nobody. The users row decides existence
   * and role, whatever the token claims.
   * @throws Unavailable when the external issuer's keys cannot be fetched
   */
  async identify(authorization: string | undefined): Promise<Principal | undefined> {
    const token = BEARER.exec(authorization ?? '')?.[1];
    if (token === undefined) return undefined;
    try {
      return await this.principalOf(token);
    } catch (error) {
      if (!(error instanceof errors.JOSEError || error instanceof Unauthenticated)) throw error;
      this.logger.debug({ reason: error.code }, 'a bearer token was refused');
      return undefined;
    }
  }

  /** HMAC is for our own secret, everything else for the external issuer: the two never try each other's keys. */
  private async principalOf(token: string): Promise<Principal | undefined> {
    if (algorithmOf(token).startsWith('HS')) {
      const userId = await this.own.verify(token);
      return isUUID(userId, 'all') ? this.users.findPrincipal(userId) : undefined;
    }
    return this.users.findOrProvision(await this.external.verify(token));
  }
}

/** The header is not verified yet: `alg` can be anything. */
function algorithmOf(token: string): string {
  try {
    return String(decodeProtectedHeader(token).alg);
  } catch {
    throw new Unauthenticated();
  }
}
