import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyRing } from './key-ring';

const ALGORITHM = 'aes-256-gcm';
const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Where a box is kept. It is authenticated with the ciphertext, so that a box is worth nothing in another place. */
export interface BoxPlace {
  table: string;
  row: string;
  column: string;
}

/** A box that does not open: altered, moved to another row or column, or sealed with a key that we do not have. */
export class SecretUnreadable extends Error {
  override readonly name = 'SecretUnreadable';
  readonly code = 'secret_unreadable';

  constructor(readonly place: BoxPlace) {
    super(`The secret in ${place.table}.${place.column} of row ${place.row} cannot be read.`);
  }
}

/**
 * Seals `secret` with AES-256-GCM under the ring's current key: `v1.<key id>.<base64url of nonce, ciphertext and tag>`.
 * @see https://csrc.nist.gov/pubs/sp/800/38/d/final
 */
export function seal(ring: KeyRing, place: BoxPlace, secret: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, keyOf(ring, ring.current)!, nonce);
  cipher.setAAD(additionalData(place, ring.current));
  const sealed = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return write(ring.current, sealed);
}

/**
 * Opens a box that was sealed for this very place, with whichever key of the ring it names.
 * @throws SecretUnreadable
 */
export function open(ring: KeyRing, place: BoxPlace, box: string): string {
  const [, keyId = '', body = ''] = box.split('.');
  const key = keyOf(ring, keyId);
  const sealed = Buffer.from(body, 'base64url');
  // Base64 can be read in more ways than it is written: only the one that we write counts.
  const isOurs = box === write(keyId, sealed) && sealed.length >= NONCE_BYTES + TAG_BYTES;
  if (!key || !isOurs) throw new SecretUnreadable(place);
  try {
    const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(additionalData(place, keyId));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return (
      decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    );
  } catch {
    throw new SecretUnreadable(place);
  }
}

function write(keyId: string, sealed: Buffer): string {
  return `${VERSION}.${keyId}.${sealed.toString('base64url')}`;
}

function keyOf(ring: KeyRing, id: string): Buffer | undefined {
  return ring.keys.get(id);
}

function additionalData(place: BoxPlace, keyId: string): Buffer {
  return Buffer.from(JSON.stringify([VERSION, keyId, place.table, place.row, place.column]));
}
