import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';

/** How long an accepted client may take to send its request, once no other is accepted. */
const SILENCE_MS = 1_000;

/** The open connections of a server, and the answers that it still owes. */
export class OpenConnections {
  private readonly sockets = new Set<Socket>();
  private readonly unanswered = new Set<ServerResponse>();
  private arrivals = 0;

  /** Keeps track of the server’s connections from now on. */
  watch(server: Server): void {
    server.on('connection', (socket) => {
      this.arrivals += 1;
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  /** Keeps track of an answer that is owed. */
  add(response: ServerResponse): void {
    this.unanswered.add(response);
    response.once('close', () => this.unanswered.delete(response));
  }

  /** Asks clients that wait for an answer not to use their connection again. */
  askToLeave(): void {
    for (const response of this.unanswered) {
      if (!response.headersSent) response.setHeader('Connection', 'close');
    }
  }

  /**
   * Accepts the connections that are already waiting: the event loop takes one in each turn, and runs timers before the
   * first. Resolves right after a turn in which none came, so that a listener that closes at once shuts out next to
   * nobody.
   * @param patienceMs how long to go on while connections keep coming
   */
  async acceptWaiting(patienceMs: number): Promise<void> {
    const giveUpAt = performance.now() + patienceMs;
    let before: number;
    // Wherever in the event loop this began: new connections are looked for between this turn and the next.
    await turn();
    do {
      before = this.arrivals;
      await turn();
    } while (this.arrivals > before && performance.now() < giveUpAt);
  }

  /**
   * Closes, after a while, connections without a request (browsers connect in advance): a server that is being closed
   * would wait for them. Clients that wait for an answer leave when they have it.
   */
  dropSilent(): void {
    setTimeout(() => {
      const busy = new Set([...this.unanswered].map(({ socket }) => socket));
      for (const socket of this.sockets) if (!busy.has(socket)) socket.destroy();
    }, SILENCE_MS).unref();
  }
}
