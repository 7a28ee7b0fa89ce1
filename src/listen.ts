import type { NestExpressApplication } from '@nestjs/platform-express';
import { RefusesToStart } from './common/errors/refuses-to-start';
import type { Environment } from './config/environment';

/** Why nobody can listen there, by the code of the system's error. */
const FINDINGS = new Map([
  ['EADDRINUSE', 'PORT: another process listens there'],
  ['EACCES', 'PORT: this process may not listen there'],
  ['EADDRNOTAVAIL', 'LISTEN_HOST: this machine has no such address'],
  ['ENOTFOUND', 'LISTEN_HOST: there is no such address'],
]);

/**
 * Opens the door to requests.
 * @throws RefusesToStart that names the variable at fault; other errors as they are
 */
export async function listen(
  app: NestExpressApplication,
  { PORT, LISTEN_HOST }: Pick<Environment, 'PORT' | 'LISTEN_HOST'>,
): Promise<void> {
  try {
    await (LISTEN_HOST === undefined ? app.listen(PORT) : app.listen(PORT, LISTEN_HOST));
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    const finding = FINDINGS.get(code);
    throw finding === undefined ? error : new RefusesToStart(`${finding} (${code})`);
  }
}
