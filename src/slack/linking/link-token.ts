import { createHash, randomBytes } from 'node:crypto';

/** 256 bits for an address. */
export function newLinkToken(): string {
  return randomBytes(32).toString('base64url');
}

/** How a token is kept that is only ever compared. */
export function hashOfLinkToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
