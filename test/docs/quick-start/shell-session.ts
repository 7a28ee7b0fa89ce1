import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardAgainstOrphan } from '../../../sandbox/servers/orphan-guard';
import { eventually } from '../../harness/eventually';

/** What a block of lines did. */
export interface Outcome {
  output: string;
  /** What went to stderr. */
  complaints: string;
  /** Of its last command. */
  code: number;
}

/** In milliseconds: a block may wait for a full minute of the clock. */
const PATIENCE = 120_000;

const END = '=== end of the block ===';

/** A shell that stays open, as a person's: what one block defines is there for the next. */
export class ShellSession {
  private printed = '';
  private complained = '';

  private constructor(
    private readonly shell: ChildProcess,
    private readonly folder: string,
  ) {
    // A test run that is killed leaves none behind.
    const callOff = guardAgainstOrphan(shell.pid!, { signal: 'KILL' });
    shell.once('exit', callOff);
    shell.stdout!.on('data', (chunk: Buffer) => (this.printed += chunk.toString()));
    shell.stderr!.on('data', (chunk: Buffer) => (this.complained += chunk.toString()));
  }

  /**
   * @param program any POSIX shell. It works in an empty folder of its own.
   * @throws Error where there is no curl
   */
  static async open(program: string): Promise<ShellSession> {
    const folder = await mkdtemp(join(tmpdir(), 'billops-shell-'));
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, TMPDIR: folder };
    // A group of its own, so that what a block left running ends with it.
    const shell = spawn(program, [], { cwd: folder, env, detached: true });
    await once(shell, 'spawn');
    const session = new ShellSession(shell, folder);
    const { code } = await session.run('command -v curl');
    if (code === 0) return session;
    await session.close();
    throw new Error('The documented lines need curl, and there is none on the PATH.');
  }

  /** Runs lines as if they were pasted. @throws Error when the shell ends over them, or they do not end */
  async run(lines: string): Promise<Outcome> {
    this.printed = this.complained = '';
    const file = join(this.folder, 'block');
    await writeFile(file, lines);
    this.shell.stdin!.write(`. ${file} </dev/null; echo "${END} $?"; echo "${END}" >&2\n`);
    await eventually(() => this.isAtTheEnd() || this.isGone(), PATIENCE);
    if (!this.isAtTheEnd()) throw new Error(`The shell ended: ${this.printed}${this.complained}`);
    const [output = '', code] = this.printed.split(END);
    const [complaints = ''] = this.complained.split(END);
    return { output, complaints, code: Number(code) };
  }

  async close(): Promise<void> {
    if (!this.isGone()) {
      const ended = once(this.shell, 'exit');
      process.kill(-this.shell.pid!, 'SIGKILL');
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private isAtTheEnd(): boolean {
    return / \d+\n$/.test(this.printed.split(END)[1] ?? '') && this.complained.includes(END);
  }

  private isGone(): boolean {
    return this.shell.exitCode !== null || this.shell.signalCode !== null;
  }
}
