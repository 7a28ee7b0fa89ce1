import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isCode } from './error-code';

/** Links as they are: by default cp() points them back into the folder that cannot be reached. */
const AS_THEY_ARE = { recursive: true, verbatimSymlinks: true };

/**
 * Makes a copy of a folder that everybody can read, programs in `bin` included, or takes the one that is there.
 * @param copy in a temporary folder, whose name may be guessed
 * @returns the copy
 * @throws Error when the copy is another user's
 */
export async function keptCopy(source: string, copy: string): Promise<string> {
  if (existsSync(copy)) {
    // Whoever else made it could have us run anything.
    const { uid } = await lstat(copy);
    if (uid !== process.getuid?.()) throw new Error(`${copy} belongs to another user: remove it.`);
    if (!(await holdsAllOf(source, copy))) await fillUp(source, copy);
    return copy;
  }
  const draft = await mkdtemp(`${copy}-`);
  await cp(source, draft, AS_THEY_ARE);
  await openToAll(draft);
  await rename(draft, copy).catch(async (error: unknown) => {
    // Another process was faster.
    if (!isCode(error, 'ENOTEMPTY', 'EEXIST')) throw error;
    await rm(draft, { recursive: true, force: true });
  });
  return copy;
}

/** Systems clean their temporary folders file by file: what was not used for some days is gone. */
async function holdsAllOf(source: string, copy: string): Promise<boolean> {
  const files = await readdir(source, { recursive: true });
  return files.every((file) => existsSync(join(copy, file)));
}

/** Leaves alone what is there: it may be running. */
async function fillUp(source: string, copy: string): Promise<void> {
  await cp(source, copy, { ...AS_THEY_ARE, force: false });
  await openToAll(copy);
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
