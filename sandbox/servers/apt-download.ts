import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Downloads the first of these packages that the distribution has, with everything it needs and this machine lacks,
 * into `folder`. Needs no root. Returns the package files.
 */
export async function downloadPackages(names: string[], folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  try {
    return await download(names, folder, []);
  } catch {
    // A bare image has no package lists, an old one outdated lists: take our own, next to the download.
    const options = await privateLists(folder);
    return download(names, folder, options);
  }
}

async function privateLists(folder: string): Promise<string[]> {
  const state = join(folder, 'apt');
  const lists = join(state, 'lists');
  await mkdir(join(lists, 'partial'), { recursive: true });
  await mkdir(join(state, 'cache', 'archives', 'partial'), { recursive: true });
  const options = {
    'Dir::State': state,
    'Dir::State::Lists': lists,
    'Dir::State::status': '/var/lib/dpkg/status',
    'Dir::Cache': join(state, 'cache'),
    'Acquire::Languages': 'none',
  };
  const flags = Object.entries(options).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  await run('apt-get', [...flags, ...quiet, 'update']);
  return flags;
}

/** No locks, which need root, and no change of user, who could not write into our folder. */
const quiet = ['-qq', '-o', 'Debug::NoLocking=1', '-o', 'APT::Sandbox::User='];

async function download(names: string[], folder: string, flags: string[]): Promise<string[]> {
  const packages = await missingPackages(names, flags);
  await run('apt-get', [...flags, ...quiet, 'download', ...packages], { cwd: folder });
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith('.deb')).map((file) => join(folder, file));
}

/** What an installation would bring, by a rehearsal of it. */
async function missingPackages(names: string[], flags: string[]): Promise<string[]> {
  const failures: unknown[] = [];
  for (const name of names) {
    try {
      const args = [...flags, ...quiet, '--simulate', '--no-install-recommends', 'install', name];
      const { stdout } = await run('apt-get', args);
      return [...stdout.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '');
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures[0];
}
