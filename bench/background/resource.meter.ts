import { Redis } from 'ioredis';
import type { Client } from 'pg';
import { postgresCpu } from './postgres.cpu';

/** What all processes together used up, in milliseconds of CPU and in commands. */
export interface Resources {
  apiCpu: number;
  workerCpu: number;
  postgresCpu: number;
  redisCpu: number;
  redisCommands: number;
}

/** The processes that are looked at; of a service it is its address. */
export interface Watched {
  api: string;
  workers: string[];
  redisUrl: string;
  database: Client;
}

/** Does the work and says what it used up; the looks at the books before and after are in it, and are small. */
export async function resourcesOf(watched: Watched, work: () => Promise<unknown>): Promise<Resources> {
  const redis = new Redis(watched.redisUrl);
  try {
    const before = await look(watched, redis);
    await work();
    const after = await look(watched, redis);
    const difference = Object.entries(after).map(([name, value]) => [
      name,
      value - before[name as keyof Resources],
    ]);
    return Object.fromEntries(difference) as Resources;
  } finally {
    redis.disconnect();
  }
}

async function look({ api, workers, database }: Watched, redis: Redis): Promise<Resources> {
  const workerCpus = await Promise.all(workers.map(serviceCpu));
  const info = await redis.info();
  return {
    apiCpu: await serviceCpu(api),
    workerCpu: workerCpus.reduce((sum, cpu) => sum + cpu, 0),
    postgresCpu: await postgresCpu(database),
    redisCpu: 1000 * (field(info, 'used_cpu_user:') + field(info, 'used_cpu_sys:')),
    redisCommands: field(info, 'total_commands_processed:'),
  };
}

/** A process of the service tells it with its other metrics. */
async function serviceCpu(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return 1000 * field(metrics, 'billops_process_cpu_seconds_total ');
}

function field(text: string, name: string): number {
  const line = text.split(/\r?\n/).find((candidate) => candidate.startsWith(name));
  if (line === undefined) throw new Error(`There is no ${name}.`);
  return Number(line.slice(name.length));
}
