import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for an address, a cookie or a client: nobody guesses them. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** How a token is stored that is only ever compared. A plain SHA-256 is enough: there is nothing to guess. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
