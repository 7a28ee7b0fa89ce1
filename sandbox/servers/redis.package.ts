import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { downloadPackages } from './apt-download';
import { projectRoot } from './project-root';
import type { RedisProgram } from './redis.program';

const run = promisify(execFile);

/** The names under which a distribution ships a Redis server, and its program. */
const candidates = ['redis-server', 'valkey-server'];

/** A name for this Debian-like system and its processor, or undefined on any other system. */
export async function distribution(): Promise<string | undefined> {
  if (!existsSync('/usr/bin/apt-get') || !existsSync('/usr/bin/dpkg')) return undefined;
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const value = (key: string): string => new RegExp(`^${key}="?([\\w.-]+)`, 'm').exec(text)?.[1] ?? 'any';
  return `${value('ID')}-${value('VERSION_ID')}-${process.arch}`;
}

/** Redis out of the distribution's own packages, unpacked without root into the project's cache. */
export async function redisFromPackage(system: string): Promise<RedisProgram> {
  const cache = join(projectRoot(), '.cache', 'redis');
  const folder = join(cache, system);
  const known = await programIn(folder);
  if (known) return known;

  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, 'fetching-'));
  try {
    const unpacked = join(draft, 'root');
    await mkdir(unpacked);
    for (const file of await downloadPackages(candidates, join(draft, 'download'))) {
      await run('dpkg', ['-x', file, unpacked]);
    }
    const fetched = await programIn(unpacked);
    if (!fetched) throw new Error('the packages hold no server');
    // A missing library shows here and not in every later start.
    await run(fetched.path, ['--version'], { env: libraryEnvironment(fetched) });
    await rename(unpacked, folder).catch((error: unknown) => {
      // Another process fetched the same at the same time, and was faster: its copy is as good.
      if (!existsSync(folder)) throw error;
    });
  } catch (cause) {
    throw new Error(
      `Redis could not be fetched with apt-get: ${(cause as Error).message}\n` +
        'Install it (apt-get install redis-server), or set REDIS_URL to the address of a running one.',
      { cause },
    );
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  const program = await programIn(folder);
  if (!program) throw new Error(`${folder} holds no Redis server: remove it and try again.`);
  return program;
}

/** The environment in which a program finds the libraries that came with it. */
export function libraryEnvironment(program: RedisProgram): NodeJS.ProcessEnv {
  if (program.libraryPath === undefined) return process.env;
  const path = [program.libraryPath, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return { ...process.env, LD_LIBRARY_PATH: path };
}

async function programIn(root: string): Promise<RedisProgram | undefined> {
  const path = candidates.map((name) => join(root, 'usr', 'bin', name)).find((file) => existsSync(file));
  if (path === undefined) return undefined;
  const folders: string[] = [];
  for (const parent of [join(root, 'usr', 'lib'), join(root, 'lib')]) {
    const entries = await readdir(parent).catch(() => []);
    // Debian keeps libraries in a folder per architecture, such as x86_64-linux-gnu.
    folders.push(...entries.filter((name) => name.includes('-linux-gnu')).map((name) => join(parent, name)));
  }
  return { path, libraryPath: folders.join(':') };
}
