import { safeLine } from '../reply/safe-line';
import type { LinkedAsker } from '../who/asker';

/** Which account a person is linked to, and where they ask: `*Robin* (robin@example.com) in Acme`. */
export function identityOf({ user, workspace }: LinkedAsker): string {
  const { name, email } = user;
  return `*${safeLine(name, 200)}* (${safeLine(email, 320)}) in ${safeLine(workspace.workspaceName, 200)}`;
}
