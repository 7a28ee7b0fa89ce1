import { realpathSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { clearStaleLock } from './servers/postgres.lock-file';

/** Where a sandbox keeps what outlives it. */
export interface DataFolder {
  postgres: string;
  secrets: string;
  serviceLog: string;
}

/** Makes the folder if need be. @param fresh forgets what former starts left in it */
export async function openDataFolder(folder: string, fresh: boolean): Promise<DataFolder> {
  const places = {
    postgres: join(folder, 'postgres'),
    secrets: join(folder, 'secrets.json'),
    serviceLog: join(folder, 'service.log'),
  };
  if (fresh) await forget(places);
  await mkdir(folder, { recursive: true });
  return places;
}

/** Deletes only what we made ourselves: the folder may be anybody's. @throws Error while another sandbox runs on it */
async function forget({ postgres, secrets, serviceLog }: DataFolder): Promise<void> {
  const data = realFolder(join(postgres, 'data'));
  if (data !== undefined) {
    await clearStaleLock(data);
    // Under a private home, root's data are kept elsewhere, in a folder of their own.
    if (dirname(data) !== realFolder(postgres)) await rm(dirname(data), { recursive: true, force: true });
  }
  for (const place of [postgres, secrets, serviceLog]) await rm(place, { recursive: true, force: true });
}

function realFolder(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
