import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';

/** How long (ms) a client that has been let in may take to say what it wants, once nobody else is. */
const SILENCE = 1_000;

/** Who is connected to a server, and who of them waits for an answer. */
export class OpenConnections {
  private readonly sockets = new Set<Socket>();
  private readonly unanswered = new Set<ServerResponse>();
  private arrivals = 0;

  /** Keeps account of the server’s connections from now on. */
  watch(server: Server): void {
    server.on('connection', (socket) => {
      this.arrivals += 1;
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  /** Keeps account of an answer that is owed. */
  add(response: ServerResponse): void {
    this.unanswered.add(response);
    response.once('close', () => this.unanswered.delete(response));
  }

  /** Asks those who wait for an answer not to come back on their connection. */
  askToLeave(): void {
    for (const response of this.unanswered) {
      if (!response.headersSent) response.setHeader('Connection', 'close');
    }
  }

  /**
   * Lets in who has knocked already: in each turn of the event loop one is, and timers run before the first of them.
   * Resolves right after nobody was there, so that the door, if it closes at once, shuts out next to nobody.
   * @param patience in milliseconds, with those who come one after the other for ever
   */
  async letIn(patience: number): Promise<void> {
    const giveUpAt = performance.now() + patience;
    let before: number;
    // From wherever we come: between this turn and the next one the system is asked.
    await turn();
    do {
      before = this.arrivals;
      await turn();
    } while (this.arrivals > before && performance.now() < giveUpAt);
  }

  /**
   * Hangs up, after a while, on those who have asked for nothing (browsers connect in advance): a server that is being
   * closed waits for them. Those who wait for an answer leave when they have it.
   */
  dropSilent(): void {
    setTimeout(() => {
      const busy = new Set([...this.unanswered].map(({ socket }) => socket));
      for (const socket of this.sockets) if (!busy.has(socket)) socket.destroy();
    }, SILENCE).unref();
  }
}
