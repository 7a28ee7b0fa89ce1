/** Encryption keys by id. The first one encrypts, all of them decrypt, so that a key can be retired while we run. */
export interface KeyRing {
  readonly current: string;
  readonly keys: ReadonlyMap<string, Buffer>;
}

/**
 * Parses `TOKEN_ENCRYPTION_KEYS`: `<key id>:<base64 of 32 bytes>[,older…]`.
 * @throws Error that says what is wrong with which entry, never the key itself.
 */
export function parseKeyRing(text: string): KeyRing {
  const keys = new Map<string, Buffer>();
  for (const [position, entry] of text.split(',').entries()) {
    const [id, secret, ...rest] = entry.trim().split(':');
    if (!id || !secret || rest.length > 0) throw new Error(`entry ${position + 1} is not <key id>:<base64>`);
    if (!/^[A-Za-z0-9_-]{1,32}$/.test(id)) throw new Error(`entry ${position + 1} has an unusable key id`);
    // Buffer.from skips what is not base64.
    const key = Buffer.from(/^[\w+/-]{43}=?$/.test(secret) ? secret : '', 'base64');
    if (key.length !== 32) throw new Error(`entry ${position + 1} is not 32 bytes of base64`);
    if (keys.has(id)) throw new Error(`key id of entry ${position + 1} is there twice`);
    keys.set(id, key);
  }
  const [current] = keys.keys();
  if (current === undefined) throw new Error('no key');
  return { current, keys };
}
