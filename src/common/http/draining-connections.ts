import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How long (ms) a client that has been let in may take to say what it wants, once nobody else is. */
const SILENCE = 1_000;

/** Who is connected to a server, and who of them waits for an answer. */
export class OpenConnections {
  private readonly sockets = new Set<Socket>();
  private readonly unanswered = new Set<ServerResponse>();

  watch(server: Server): void {
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

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
