import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './postgres.binaries';
import { canReach, isRoot, temporaryFolder } from './unprivileged-user';
import type { UnprivilegedUser } from './unprivileged-user';

/** A data directory that PostgreSQL can be started on. */
export interface PostgresCluster {
  /** Holds everything: the data, the password, the server's log. */
  folder: string;
  data: string;
  password: string;
  user: UnprivilegedUser | undefined;
}

const run = promisify(execFile);

/** Makes a cluster in a new temporary folder. */
export async function temporaryCluster(
  binaries: PostgresBinaries,
  user: UnprivilegedUser | undefined,
): Promise<PostgresCluster> {
  const folder = await ownedFolder(join(temporaryFolder(user), 'billops-postgres-'), user);
  try {
    return await initialise(folder, join(folder, 'data'), binaries, user, ['--no-sync']);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Opens the cluster of `directory`, or makes it when there is none yet. */
export async function persistentCluster(
  directory: string,
  binaries: PostgresBinaries,
  user: UnprivilegedUser | undefined,
): Promise<PostgresCluster> {
  await mkdir(directory, { recursive: true });
  // The real path, because a running server is recognised by it.
  const folder = realpathSync(directory);
  const link = join(folder, 'data');
  const owner = await stat(link).catch(() => undefined);
  if (owner) return open(folder, realpathSync(link), owner);
  // A link whose target is gone.
  await rm(link, { force: true });
  if (!user || canReach(folder, user)) return initialise(folder, link, binaries, user, []);
  // A project under a private home, and we are root: the data live where their user can reach them, and `data`
  // only points there. /var/tmp outlasts a reboot.
  const target = await ownedFolder(join(temporaryFolder(user, '/var/tmp'), 'billops-postgres-'), user);
  const data = join(target, 'data');
  const cluster = await initialise(folder, data, binaries, user, []);
  await symlink(data, link);
  return cluster;
}

async function open(folder: string, data: string, owner: UnprivilegedUser): Promise<PostgresCluster> {
  if (!isRoot() && owner.uid !== process.getuid?.()) {
    throw new Error(`The data in ${folder} belong to another user: remove the folder, or run as that user.`);
  }
  // PostgreSQL insists on running as the owner of its data, whoever we would choose today.
  const user = isRoot() ? { uid: owner.uid, gid: owner.gid } : undefined;
  return { folder, data, user, password: (await readFile(join(folder, 'password'), 'utf8')).trim() };
}

async function initialise(
  folder: string,
  data: string,
  binaries: PostgresBinaries,
  user: UnprivilegedUser | undefined,
  flags: string[],
): Promise<PostgresCluster> {
  // Any user of the machine can connect to the loopback, and a superuser of PostgreSQL can run programs as its owner.
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  // Made under another name: a first start that is interrupted leaves no half of a cluster behind.
  const draft = `${data}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  if (user) await chown(draft, user.uid, user.gid);
  // initdb runs as the other user and reads a copy, next to the data, that is gone a moment later.
  const copy = `${data}.password`;
  await writeFile(copy, `${password}\n`, { mode: 0o600 });
  if (user) await chown(copy, user.uid, user.gid);
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${draft}`,
        '--username=postgres',
        `--pwfile=${copy}`,
        '--auth=scram-sha-256',
        // The same order and case rules on every machine.
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...flags,
      ],
      { cwd: '/', uid: user?.uid, gid: user?.gid },
    );
    await rename(draft, data);
  } catch (cause) {
    throw new Error(`PostgreSQL could not prepare ${data}: ${(cause as Error).message}`, { cause });
  } finally {
    await rm(copy, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
  return { folder, data, password, user };
}

async function ownedFolder(prefix: string, user: UnprivilegedUser | undefined): Promise<string> {
  const folder = await mkdtemp(prefix);
  if (user) await chown(folder, user.uid, user.gid);
  return folder;
}
