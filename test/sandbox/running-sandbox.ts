import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { guardAgainstOrphan } from '../../sandbox/servers/orphan-guard';

/** A sandbox in a process of its own, as `npm run sandbox` starts it. */
export class RunningSandbox {
  private static readonly running = new Set<RunningSandbox>();
  private printed = '';

  private constructor(private readonly child: ChildProcess) {
    RunningSandbox.running.add(this);
    child.once('exit', () => RunningSandbox.running.delete(this));
    // A test run that is stopped leaves none behind.
    const callOff = guardAgainstOrphan(child.pid!, { signal: 'INT' });
    child.once('exit', callOff);
    child.stdout!.on('data', (chunk: Buffer) => (this.printed += chunk.toString()));
    child.stderr!.on('data', (chunk: Buffer) => (this.printed += chunk.toString()));
  }

  /** Starts on free ports and waits until it says that it is up. @throws with what it printed, when it ends before */
  static async start(...options: string[]): Promise<RunningSandbox> {
    const args = ['--enable-source-maps', 'dist/sandbox/main.js', '--port', '0', ...options];
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, args, { env: { PATH, HOME }, stdio: ['ignore', 'pipe', 'pipe'] });
    const sandbox = new RunningSandbox(child);
    const exited = once(child, 'exit');
    while (!sandbox.printed.includes('Ctrl-C stops everything')) {
      await Promise.race([once(child.stdout, 'data'), exited]);
      if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${sandbox.printed}`);
    }
    return sandbox;
  }

  /** Stops those that a test left behind because it failed half-way. */
  static async stopAll(): Promise<void> {
    await Promise.all([...RunningSandbox.running].map((sandbox) => sandbox.stop('SIGINT')));
  }

  /** The service's address: the first one that is printed. */
  get url(): string {
    return this.find(/(http:\S+)/);
  }

  get googleUrl(): string {
    return this.find(/simulated Google +(http:\S+)/);
  }

  get microsoftUrl(): string {
    return this.find(/simulated Microsoft +(http:\S+)/);
  }

  /** Of simulated Slack; what is printed is an inbox there. */
  get slackUrl(): string {
    return new URL(this.slackInbox).origin;
  }

  get slackInbox(): string {
    return this.find(/simulated Slack +(http:\S+)/);
  }

  get simulators(): string[] {
    return [this.googleUrl, this.microsoftUrl, this.slackUrl];
  }

  get databaseUrl(): string {
    return this.find(/database +(postgres:\S+)/);
  }

  get login(): { email: string; password: string } {
    return { email: this.find(/sign in as +(\S+)/), password: this.find(/password +(\S+)/) };
  }

  /** What it has printed so far. */
  get output(): string {
    return this.printed;
  }

  /** @returns the exit code */
  async stop(signal: NodeJS.Signals): Promise<number | null> {
    const exited = once(this.child, 'exit');
    this.child.kill(signal);
    await exited;
    return this.child.exitCode;
  }

  private find(pattern: RegExp): string {
    const [, found] = pattern.exec(this.printed) ?? [];
    if (found === undefined) throw new Error(`It printed nothing like ${pattern}:\n${this.printed}`);
    return found;
  }
}

/** Whether anybody takes connections at the host and port of an address. */
export async function listens(address: string): Promise<boolean> {
  const { hostname, port } = new URL(address);
  const socket = connect({ host: hostname, port: Number(port) });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
