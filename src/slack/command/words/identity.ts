import { foreign } from '../reply/foreign-text';
import type { LinkedAsker } from '../who/asker';

/** Who somebody is with us, and where they ask: `*Robin* (robin@example.com) in Acme`. */
export function identityOf({ user, workspace }: LinkedAsker): string {
  const { name, email } = user;
  return `*${foreign(name, 200)}* (${foreign(email, 320)}) in ${foreign(workspace.workspaceName, 200)}`;
}
