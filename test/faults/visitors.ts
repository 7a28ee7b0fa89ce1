import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from '../harness/api';
import type { ServiceProcess } from '../harness/service-process';

/** Far beyond any proper answer: a request that waits for longer was forgotten. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 20;

/** One request, and what came of it: a status, or the code of a network error. */
export interface Visit {
  /** Sent as `X-Request-Id`, so that the process's log tells whether it has seen this one. */
  id: string;
  path: string;
  outcome: number | string;
  begunAt: number;
  milliseconds: number;
}

/** Clients that ask a process again and again, each over a connection that it keeps. */
export class Visitors {
  readonly visits: Visit[] = [];
  private readonly running: Promise<void>[];
  private over = false;

  /** @param user whose own things they look at */
  constructor(
    private readonly process: ServiceProcess,
    private readonly user: Api,
    private readonly paths: readonly string[],
    count = 4,
  ) {
    this.running = Array.from({ length: count }, (_, number) => this.come(number));
  }

  /** They all go, when they have their answers or have been turned away. */
  async end(): Promise<Visit[]> {
    this.over = true;
    await Promise.all(this.running);
    return this.visits;
  }

  /** They are all turned away: nobody listens any more. */
  async turnedAway(): Promise<Visit[]> {
    await Promise.all(this.running);
    return this.visits;
  }

  private async come(number: number): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let turn = number; !this.over; turn += 1) {
      const path = this.paths[turn % this.paths.length]!;
      const begunAt = Date.now();
      const id = `visit-${number}-${turn}.`;
      const outcome = await this.ask(path, id, agent);
      this.visits.push({ id, path, outcome, begunAt, milliseconds: Date.now() - begunAt });
      if (outcome === 'ECONNREFUSED') break;
      await pause(PAUSE_MS);
    }
    agent.destroy();
  }

  private ask(path: string, id: string, agent: Agent): Promise<number | string> {
    const headers = { authorization: `Bearer ${this.user.token}`, 'x-request-id': id };
    return new Promise((resolve) => {
      const fail = ({ code, message }: NodeJS.ErrnoException): void => resolve(code ?? message);
      const request = get(
        `${this.process.url}${path}`,
        { agent, headers, timeout: PATIENCE_MS },
        (response) =>
          response
            .resume()
            .once('error', fail)
            .once('end', () => resolve(response.statusCode ?? 0)),
      );
      request.once('error', fail).once('timeout', () => request.destroy(new Error('no answer')));
    });
  }
}

/** Visits that did not end as they should, told once for each way in which they ended. */
export function unlucky(visits: readonly Visit[], ...expected: (number | string)[]): string[] {
  const failed = visits.filter(({ outcome }) => !expected.includes(outcome));
  return [...new Set(failed.map(({ path, outcome }) => `${path}: ${outcome}`))];
}

export function slowest(visits: readonly Visit[]): number {
  return Math.max(...visits.map(({ milliseconds }) => milliseconds));
}
