import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { guardAgainstOrphan } from './orphan-guard';
import type { OrphanRule } from './orphan-guard';

/** How to run one server. */
export interface ServerCommand {
  /** For error messages. */
  name: string;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  /** Where its output goes; emptied at every start. */
  logFile: string;
  /** What it reads from its standard input: the place for secrets, as arguments are visible to everybody. */
  input?: string;
  /** Whether it answers yet. */
  isReady: () => Promise<boolean>;
  ifOrphaned: OrphanRule;
}

const startDeadline = 20_000;
const stopDeadline = 10_000;

/** A server that did not come up; `log` is what it said. */
export class ServerStartError extends Error {
  constructor(
    message: string,
    readonly log: string,
  ) {
    super(log ? `${message}. It said:\n${log}` : message);
  }
}

/** A running server of ours. It ends when we end, whatever the reason. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** Resolves when it has ended, whoever ended it. */
    readonly exited: Promise<void>,
  ) {}

  /** Starts the server and waits until it answers. */
  static async start(options: ServerCommand): Promise<ServerProcess> {
    const log = openSync(options.logFile, 'w', 0o600);
    const child = spawn(options.command, options.args, {
      cwd: '/',
      env: options.env ?? process.env,
      uid: options.uid,
      gid: options.gid,
      // In a session of its own, so that the terminal's Ctrl-C reaches the caller alone, who still needs the server
      // while closing; stop() ends it.
      detached: true,
      stdio: [options.input === undefined ? 'ignore' : 'pipe', log, log],
    });
    closeSync(log);
    let failure: string | undefined;
    const exited = new Promise<void>((resolve) => {
      child.once('error', (error) => resolve(void (failure = error.message)));
      child.once('exit', (code, signal) =>
        resolve(void (failure = `it ended with ${signal ?? `code ${code}`}`)),
      );
    });
    child.unref();
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input);
    if (child.pid !== undefined) {
      const callOff = guardAgainstOrphan(child.pid, options.ifOrphaned);
      void exited.then(callOff);
    }

    const server = new ServerProcess(child, exited);
    const deadline = Date.now() + startDeadline;
    for (;;) {
      // Checked before the readiness: another server may be answering on this port.
      if (failure === undefined && (await options.isReady()) && failure === undefined) return server;
      if (failure === undefined && Date.now() > deadline) {
        await server.end('SIGKILL');
        failure = 'it did not answer in time';
      }
      if (failure !== undefined) {
        throw new ServerStartError(`${options.name} did not start: ${failure}`, tail(options.logFile));
      }
      await Promise.race([sleep(10), exited]);
    }
  }

  /** Sends the signal and waits for the end; a server that does not obey is killed. */
  async end(signal: NodeJS.Signals): Promise<void> {
    // The wait for the end must hold the event loop open, or an idle caller would leave before it.
    this.child.ref();
    this.child.kill(signal);
    const deadline = new AbortController();
    const late = sleep(stopDeadline, 'late' as const, { signal: deadline.signal }).catch(() => undefined);
    if ((await Promise.race([this.exited, late])) === 'late') {
      this.child.kill('SIGKILL');
      await this.exited;
    }
    deadline.abort();
  }
}

/** The last lines of a log. */
export function tail(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-15).join('\n');
  } catch {
    return '';
  }
}
