import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';

/** The user that a server runs as in place of root. */
export interface UnprivilegedUser {
  uid: number;
  gid: number;
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Who runs PostgreSQL, which refuses root: undefined for "ourselves", when we are not root. An existing `postgres`
 * is taken, else `nobody`, which every system has: a sandbox does not add users to somebody's machine.
 */
export function unprivilegedUser(): UnprivilegedUser | undefined {
  if (!isRoot()) return undefined;
  const user = lookUp('postgres') ?? lookUp('nobody');
  if (!user) {
    throw new Error(
      'PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody".',
    );
  }
  return user;
}

/** Whether the user can get into this folder or run this program: every folder above must let it pass. */
export function canReach(path: string, user: UnprivilegedUser): boolean {
  const { uid, gid, mode } = statSync(path);
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  if (((mode >> shift) & 1) === 0) return false;
  const parent = dirname(path);
  return parent === path || canReach(parent, user);
}

/** A folder for temporary files that the user can get into; the usual one may be private to root. */
export function temporaryFolder(user: UnprivilegedUser | undefined, preferred = tmpdir()): string {
  if (!user) return preferred;
  const folder = [preferred, '/tmp', '/var/tmp'].find((candidate) => {
    try {
      return canReach(candidate, user);
    } catch {
      return false;
    }
  });
  if (!folder) throw new Error('No temporary folder can be reached by the user that runs PostgreSQL.');
  return folder;
}

function lookUp(name: string): UnprivilegedUser | undefined {
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
