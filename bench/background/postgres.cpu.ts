import { readdir, readFile } from 'node:fs/promises';
import type { Client } from 'pg';

/** Linux counts CPU in hundredths of a second, whatever the kernel's own clock: see proc_pid_stat(5). */
const MS_PER_TICK = 10;

interface ProcessStat {
  parent: number;
  own: number;
  /** Of children that have ended. */
  ended: number;
}

/** CPU milliseconds of a PostgreSQL server on this machine and all its backends since it started; NaN but on Linux. */
export async function postgresCpu(client: Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const backend = await statOf(rows[0]!.pid);
  if (!backend) return NaN;
  const server = backend.parent;
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
  const stats = await Promise.all(pids.map(async (pid) => ({ pid, stat: await statOf(pid) })));
  return stats.reduce((sum, { pid, stat }) => {
    if (pid === server) return sum + stat!.own + stat!.ended;
    return stat?.parent === server ? sum + stat.own : sum;
  }, 0);
}

async function statOf(pid: number): Promise<ProcessStat | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (line === undefined) return undefined;
  // The name may hold anything, spaces and brackets included; the fields begin behind the last bracket.
  const fields = line
    .slice(line.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map((place) => fields[place]!);
  return {
    parent: parent!,
    own: (user! + system!) * MS_PER_TICK,
    ended: (endedUser! + endedSystem!) * MS_PER_TICK,
  };
}
