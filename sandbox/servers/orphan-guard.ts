import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';

// The shell waits on its input, a pipe that only we hold. A line means "stopped in good order"; the end of the
// pipe means that we are gone, however we went: SIGKILL and a crash leave no time for an exit handler.
const script = `
read -r _ && exit 0
kill -s "$1" "$2" 2>/dev/null
[ -n "$3" ] || exit 0
tries=0
while kill -0 "$2" 2>/dev/null && [ "$tries" -lt 100 ]; do sleep 0.05; tries=$((tries + 1)); done
rm -rf -- "$3"
`;

/** What the guard does to a server that outlived us. */
export interface OrphanRule {
  signal: 'INT' | 'QUIT' | 'KILL';
  /** A folder that is worth nothing without the server. */
  deleteFolder?: string;
}

/** Ends the server `pid` when this process is gone. Returns how to call the guard off. */
export function guardAgainstOrphan(pid: number, rule: OrphanRule): () => void {
  const guard = spawn(
    'sh',
    ['-c', script, 'orphan-guard', rule.signal, String(pid), rule.deleteFolder ?? ''],
    {
      // A session of its own: a Ctrl-C or a kill meant for our process group must not take the guard along.
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();
  // Typed as a plain stream; in truth a socket, which would hold the event loop open.
  (guard.stdin as Socket).unref();
  return () => void guard.stdin.end('stopped\n');
}
