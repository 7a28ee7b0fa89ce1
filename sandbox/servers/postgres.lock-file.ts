import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Clears the way after an unclean stop. PostgreSQL overrules a lock whose process is gone, but gives up when the
 * process number belongs to somebody else by now, which is the rule in containers. A server that is still closing
 * down gets a moment; one that is really running is an error.
 */
export async function clearStaleLock(data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const pid = await lockHolder(lock);
    if (pid === undefined) return;
    const command = commandOf(pid);
    if (command === undefined) return;
    if (!command.includes(data)) return rm(lock, { force: true });
    await sleep(100);
  }
  throw new Error(`Another process runs PostgreSQL on ${data}: is the sandbox already running?`);
}

async function lockHolder(lock: string): Promise<number | undefined> {
  const text = await readFile(lock, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return Number.isNaN(pid) ? undefined : pid;
}

function commandOf(pid: number): string | undefined {
  try {
    // Slim images have no `ps`, macOS has no /proc.
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    const args = ['-ww', '-o', 'args=', '-p', String(pid)];
    return execFileSync('ps', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}
