import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import Bull, { type Queue } from 'bull';
import type { Redis } from 'ioredis';
import { within } from '../deadline';

const CLOSING_MS = 2_000;
const GOODBYE_MS = 500;

/** Private fields of Bull's queues: who handles jobs, and which connections are open. */
interface Inside {
  handlers: Record<string, unknown>;
  clientInitialized?: boolean;
  bclientInitialized?: boolean;
  subscriberInitialized?: boolean;
  client: Redis;
  bclient: Redis;
  eclient: Redis;
}

/** All queues that rooms registered with BullModule. Ends their connections: Bull leaves open what `createClient` made. */
@Injectable()
export class RegisteredQueues implements OnApplicationShutdown {
  constructor(private readonly discovery: DiscoveryService) {}

  /** Names of queues that nothing in this process works on. */
  withoutHandler(): string[] {
    return this.all()
      .filter((queue) => Object.keys(insideOf(queue).handlers).length === 0)
      .map(({ name }) => name);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.all().map(disconnect));
  }

  private all(): Queue[] {
    return this.discovery
      .getProviders()
      .map(({ instance }): unknown => instance)
      .filter((instance): instance is Queue => instance instanceof Bull);
  }
}

async function disconnect(queue: Queue): Promise<void> {
  await within(CLOSING_MS, queue.close(true)).catch(() => undefined);
  await Promise.all(connectionsOf(queue).map(end));
}

/** Those that Bull has opened: reading one that it has not would open it. */
function connectionsOf(queue: Queue): Redis[] {
  const inside = insideOf(queue);
  return [
    ...(inside.clientInitialized ? [inside.client] : []),
    ...(inside.bclientInitialized ? [inside.bclient] : []),
    ...(inside.subscriberInitialized ? [inside.eclient] : []),
  ];
}

/** If Redis is there, commands under way arrive before the connection ends. */
async function end(connection: Redis): Promise<void> {
  const isThere = connection.status === 'ready';
  await within(GOODBYE_MS, connection.quit()).catch(() => undefined);
  // Bull waits for a new connection to be ready in a promise whose rejection nobody handles: it would crash the process.
  // https://github.com/OptimalBits/bull/blob/v4.16.5/lib/worker.js
  if (!isThere) connection.removeAllListeners('end');
  connection.disconnect();
}

function insideOf(queue: Queue): Inside {
  return queue as unknown as Inside;
}
