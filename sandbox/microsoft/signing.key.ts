import { generateKeyPairSync, KeyObject, sign } from 'node:crypto';

const KEY_ID = 'sandbox-entra-key';

let pair: { publicKey: KeyObject; privateKey: KeyObject } | undefined;

/** Made when first needed, one for the process: making one takes a tenth of a second. */
function keyPair(): { publicKey: KeyObject; privateKey: KeyObject } {
  return (pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 }));
}

/** A JWT that the published keys verify. */
export function signJwt(claims: object): string {
  const header = { typ: 'JWT', alg: 'RS256', kid: KEY_ID };
  const text = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), keyPair().privateKey).toString('base64url')}`;
}

/** The keys as `discovery/v2.0/keys` publishes them. */
export function publishedKeys(): { keys: object[] } {
  const key = keyPair().publicKey.export({ format: 'jwk' });
  return { keys: [{ ...key, use: 'sig', alg: 'RS256', kid: KEY_ID }] };
}
