import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

/** The service's secrets. They outlive a restart, and with them sessions and sealed tokens. */
export interface Secrets {
  jwtSecret: string;
  /** As TOKEN_ENCRYPTION_KEYS wants it. */
  tokenKeys: string;
}

/** Reads the secrets, or makes them at the first start. */
export async function keptSecrets(file: string): Promise<Secrets> {
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept) as Secrets;
  const secrets = {
    jwtSecret: randomBytes(32).toString('base64url'),
    tokenKeys: `sandbox:${randomBytes(32).toString('base64')}`,
  };
  await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}
