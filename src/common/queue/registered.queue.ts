import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import Bull, { type Queue } from 'bull';
import type { Redis } from 'ioredis';
import { within } from '../deadline';

const CLOSING_MS = 2_000;
const GOODBYE_MS = 500;

/** What Bull keeps to itself: who handles jobs, and which connections it has opened. */
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

  /** Names of queues whose jobs nobody in this process would do. */
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

/** Asking for one that is not there would open it. */
function connectionsOf(queue: Queue): Redis[] {
  const inside = insideOf(queue);
  return [
    ...(inside.clientInitialized ? [inside.client] : []),
    ...(inside.bclientInitialized ? [inside.bclient] : []),
    ...(inside.subscriberInitialized ? [inside.eclient] : []),
  ];
}

/** What is on its way arrives before the goodbye, if Redis is there. */
async function end(connection: Redis): Promise<void> {
  const isThere = connection.status === 'ready';
  await within(GOODBYE_MS, connection.quit()).catch(() => undefined);
  // Bull waits for its first greeting in a promise that nobody looks after; broken, it would end the process as a crash.
  // https://github.com/OptimalBits/bull/blob/v4.16.5/lib/worker.js
  if (!isThere) connection.removeAllListeners('end');
  connection.disconnect();
}

function insideOf(queue: Queue): Inside {
  return queue as unknown as Inside;
}
