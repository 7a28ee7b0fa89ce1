import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';

/**
 * argon2id (the library's default algorithm) with OWASP's parameters; memory in KiB.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id
 */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Checked where there is no account: it costs the same work, and no password matches it. */
const nobody = hash(randomBytes(32), PARAMETERS);

/** A PHC string. */
export async function hashPassword(password: string): Promise<string> {
  return hash(prepared(password), PARAMETERS);
}

/** Whether `password` is the one behind `passwordHash`; without a hash it takes as long and is false. */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  return verify(passwordHash ?? (await nobody), prepared(password));
}

/** One password typed on two systems can arrive in two Unicode forms: https://www.rfc-editor.org/rfc/rfc8265#section-4.2 */
function prepared(password: string): string {
  return password.normalize('NFC');
}
