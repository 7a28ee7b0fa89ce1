import { randomUUID } from 'node:crypto';
import { Pool, type QueryResultRow } from 'pg';
import { Closing } from '../../sandbox/closing';
import { type PostgresServer, startPostgres } from '../../sandbox/servers/postgres.server';
import { type RedisServer, startRedis } from '../../sandbox/servers/redis.server';
import { googleEnvironment, microsoftEnvironment } from '../harness/provider-environment';
import { type ServiceProcess, startServiceProcess } from '../harness/service-process';
import { testEnvironment } from '../harness/test-environment';
import { SEED } from './length';
import { type Providers, startProviders } from './providers';

export type Role = 'api' | 'worker' | 'all';

/** Losing what was committed would be our own doing: only the disk may be slow to hear of it. */
const POSTGRES_SETTINGS = { fsync: 'off', full_page_writes: 'off' };

const PREFIX = 'faults';

/** Processes of the service with servers of their own, which may be broken. All of it ends with `close`, or with us. */
export class Cluster {
  private readonly processes: { name: string; process: ServiceProcess }[] = [];
  private readonly pool: Pool;

  private constructor(
    private readonly closing: Closing,
    readonly postgres: PostgresServer,
    readonly redis: RedisServer,
    readonly providers: Providers,
    readonly databaseUrl: string,
    private readonly environment: Record<string, string>,
  ) {
    this.pool = new Pool({ connectionString: databaseUrl, max: 3 });
    // The server may go at any time.
    this.pool.on('error', () => undefined);
  }

  /** Servers and simulators, and no process yet. `environment` goes over the defaults. */
  static async start(environment: Record<string, string> = {}): Promise<Cluster> {
    const closing = new Closing();
    try {
      const [postgres, redis, providers] = await Promise.all([
        closing.keep(startPostgres({ settings: POSTGRES_SETTINGS }), (server) => server.stop()),
        closing.keep(startRedis(), (server) => server.stop()),
        closing.keep(startProviders(), (both) => both.close()),
      ]);
      const databaseUrl = await postgres.createDatabase(`faults_${randomUUID().slice(0, 8)}`);
      return new Cluster(closing, postgres, redis, providers, databaseUrl, {
        ...testEnvironment(databaseUrl),
        REDIS_URL: redis.url,
        REDIS_PREFIX: PREFIX,
        LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'info',
        ...googleEnvironment(providers.google.url),
        ...microsoftEnvironment(providers.microsoft.url),
        ...environment,
      });
    } catch (error) {
      await closing.finish();
      throw error;
    }
  }

  /** All that a process of this cluster needs to know. */
  environmentOf(role: Role): Record<string, string> {
    return { ...this.environment, PROCESS_ROLE: role };
  }

  /** One more process. @throws when it does not come up */
  async run(role: Role, environment: Record<string, string> = {}): Promise<ServiceProcess> {
    const process = await startServiceProcess(this.databaseUrl, {
      ...this.environmentOf(role),
      ...environment,
    });
    this.processes.push({ name: `${role} ${this.processes.length + 1}`, process });
    return process;
  }

  async sql<Row extends QueryResultRow>(query: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(query, parameters)).rows;
  }

  /** Does something, and when it fails says with which seed, and what the processes had to say. */
  async tell(what: () => Promise<void>): Promise<void> {
    try {
      await what();
    } catch (error) {
      const logs = this.processes.map(({ name, process }) => `--- ${name}\n${lastWords(process)}`);
      const { message } = error as Error;
      throw new Error(`SEED=${SEED}\n${message}\n${logs.join('\n')}\nSEED=${SEED}\n${message}`, {
        cause: error,
      });
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.processes.map(({ process }) => process.kill()));
    await this.pool.end().catch(() => undefined);
    await this.closing.finish();
  }
}

/** What a process printed last, without what is of no interest here. */
function lastWords(process: ServiceProcess): string {
  const lines = process.output().trimEnd().split('\n');
  return lines
    .filter((line) => !/"context":"(Nest|Routes|Router|Instance)|"path":"\/health/.test(line))
    .slice(-8)
    .map((line) => line.replace(/"pid":\d+,"hostname":"[^"]*",/, '').slice(0, 400))
    .join('\n');
}
