import type { OnApplicationBootstrap } from '@nestjs/common';
import { RefusesToStart } from '../../common/errors/refuses-to-start';
import type { RegisteredQueues } from '../../common/queue/registered.queue';

/** Keeps a worker from starting that would leave the jobs of a queue undone. */
export class QueuesAreHandled implements OnApplicationBootstrap {
  constructor(private readonly queues: RegisteredQueues) {}

  /** @throws RefusesToStart */
  onApplicationBootstrap(): void {
    const idle = this.queues.withoutHandler();
    if (idle.length === 0) return;
    const names = idle.map((name) => `'${name}'`).join(', ');
    throw new RefusesToStart(
      `Queues without a processor: ${names}. A worker needs a @Processor() with a @Process() for each.`,
    );
  }
}
