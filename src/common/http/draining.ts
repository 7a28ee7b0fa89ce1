import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { OpenConnections } from './draining-connections';

/** How long (ms) we go on serving after SIGTERM: load balancers have to notice that we are not ready any more. */
const GRACE = 2_000;
/** Before the door closes, that long (ms) nobody may have been answered; but it closes after the second time anyway. */
const QUIET = 50;
const QUIET_AT_LAST = 500;

/**
 * Leaves without failing a request. From SIGTERM on every answer asks its client not to come back on this connection;
 * after a grace the door closes, and what is under way is finished. When a listener closes, the system resets who
 * knocked and was not let in yet. So the last requests before that wait for a blink: their clients cannot knock
 * again, and get their answers behind the closed door. And the door closes right after nobody stood before it. Who knocks
 * in the microseconds in between is reset: nothing but a load balancer that has noticed can spare them that.
 */
@Injectable()
export class Draining implements OnModuleInit, BeforeApplicationShutdown {
  private readonly open = new OpenConnections();
  private begunAt?: number;
  private lastAnswerAt = 0;
  /** Settles when the door has been closed; there is none while nobody is closing it. */
  private closing?: Promise<void>;

  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    this.open.watch(this.server);
  }

  /** Whether this process is about to end. */
  get begun(): boolean {
    return this.begunAt !== undefined;
  }

  /** The first middleware of all: whatever else answers a request, it has been seen here. */
  readonly middleware = (_request: Request, response: Response, next: NextFunction): void => {
    this.open.add(response);
    response.once('close', () => (this.lastAnswerAt = performance.now()));
    if (this.begun) response.setHeader('Connection', 'close');
    if (this.closing) void this.closing.then(() => next());
    else next();
  };

  /** The process has been told to end. */
  begin(): void {
    this.begunAt ??= performance.now();
    this.open.askToLeave();
  }

  /** @param signal that ended us: a deploy's SIGTERM gets the grace, a person's Ctrl-C does not, nor a closing by hand */
  async beforeApplicationShutdown(signal?: string): Promise<void> {
    this.begin();
    if (signal === undefined) return;
    if (signal === 'SIGTERM') await sleep(Math.max(0, this.begunAt! + GRACE - performance.now()));
    await (this.closing ??= this.closeDoor());
  }

  private async closeDoor(): Promise<void> {
    const giveUpAt = performance.now() + QUIET_AT_LAST;
    while (Math.min(giveUpAt, this.lastAnswerAt + QUIET) > performance.now()) await sleep(QUIET / 5);
    await this.open.letIn(QUIET_AT_LAST);
    this.server.close();
    this.open.dropSilent();
  }

  private get server(): Server {
    return this.host.httpAdapter.getHttpServer() as Server;
  }
}
