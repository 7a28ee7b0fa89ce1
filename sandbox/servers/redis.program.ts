import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { distribution, redisFromPackage } from './redis.package';

/** A Redis server that can be run here. */
export interface RedisProgram {
  path: string;
  /** Where its own shared libraries are, when it is not installed in the system. */
  libraryPath?: string;
}

const names = ['redis-server', 'valkey-server'];

/** Finds Redis or Valkey on the PATH; on Debian and Ubuntu fetches the distribution's package otherwise. */
export async function redisProgram(): Promise<RedisProgram> {
  const installed = await onPath();
  if (installed) return installed;
  const system = await distribution();
  if (system) return redisFromPackage(system);
  throw new Error(
    'No redis-server or valkey-server on the PATH. Install one (macOS: brew install redis; Fedora: dnf install ' +
      'valkey; Alpine: apk add redis; Arch: pacman -S valkey), or set REDIS_URL to the address of a running one.',
  );
}

async function onPath(): Promise<RedisProgram | undefined> {
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    for (const name of names) {
      const path = join(folder, name);
      const runs = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (runs) return { path };
    }
  }
  return undefined;
}
