import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { OpenConnections } from './draining-connections';

/** How long we go on serving after SIGTERM: load balancers have to notice that we are not ready any more. */
const GRACE_MS = 2_000;
/** The listener closes once no answer has been finished for that long. */
const QUIET_MS = 50;
/** Waiting for that ends after so long, and so does waiting for connections to stop coming. */
const LONGEST_WAIT_MS = 500;

/**
 * Ends the service without failing a request. From SIGTERM on, every answer asks its client not to use the connection
 * again; after a grace the listener closes, and requests under way are finished. A listener that closes resets
 * connections that the system has taken but we have not accepted. To have as few of these as possible, requests that
 * come while it is about to close are answered after that (their clients cannot connect anew in the meantime), and it
 * closes right after a moment in which no connection waited. A client that connects in the microseconds in between is
 * reset; only a load balancer that has noticed in time can prevent that.
 */
@Injectable()
export class Draining implements OnModuleInit, BeforeApplicationShutdown {
  private readonly open = new OpenConnections();
  private begunAt?: number;
  private lastAnswerAt = 0;
  /** Settles when the listener has closed; undefined until it begins to. */
  private closing?: Promise<void>;

  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    this.open.watch(this.server);
  }

  /** Whether this process is about to end. */
  get begun(): boolean {
    return this.begunAt !== undefined;
  }

  /** The first middleware of all, so that it sees every request, whatever answers it. */
  readonly middleware = (_request: Request, response: Response, next: NextFunction): void => {
    this.open.add(response);
    response.once('close', () => (this.lastAnswerAt = performance.now()));
    if (this.begun) response.setHeader('Connection', 'close');
    if (this.closing) void this.closing.then(() => next());
    else next();
  };

  /** Begins to drain: the process has been asked to end. */
  begin(): void {
    this.begunAt ??= performance.now();
    this.open.askToLeave();
  }

  /** @param signal a deploy's SIGTERM gets the grace; a person's Ctrl-C does not; without one (tests) nothing waits */
  async beforeApplicationShutdown(signal?: string): Promise<void> {
    this.begin();
    if (signal === undefined) return;
    if (signal === 'SIGTERM') await sleep(Math.max(0, this.begunAt! + GRACE_MS - performance.now()));
    await (this.closing ??= this.closeListener());
  }

  private async closeListener(): Promise<void> {
    const giveUpAt = performance.now() + LONGEST_WAIT_MS;
    while (Math.min(giveUpAt, this.lastAnswerAt + QUIET_MS) > performance.now()) await sleep(QUIET_MS / 5);
    await this.open.acceptWaiting(LONGEST_WAIT_MS);
    this.server.close();
    this.open.dropSilent();
  }

  private get server(): Server {
    return this.host.httpAdapter.getHttpServer() as Server;
  }
}
