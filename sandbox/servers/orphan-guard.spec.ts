import { transformFileSync } from '@swc/core';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

// A parent to kill has to be a process of its own, which has no Jest to compile for it.
const { code } = transformFileSync(join(__dirname, 'orphan-guard.ts'), {
  module: { type: 'commonjs' },
  jsc: { parser: { syntax: 'typescript' } },
});

describe('guardAgainstOrphan', () => {
  it('ends the server and deletes its folder when the parent is killed', async () => {
    const deleteFolder = await mkdtemp(join(tmpdir(), 'billops-orphan-'));
    const server = spawn('sleep', ['60']);
    const rule = JSON.stringify({ signal: 'KILL', deleteFolder });
    const script = `${code}; guardAgainstOrphan(${server.pid}, ${rule}); console.log('guarded'); setInterval(() => 0, 1e3);`;
    const parent = spawn(process.execPath, ['-e', script]);
    await once(parent.stdout, 'data');
    expect(server.signalCode).toBeNull();

    parent.kill('SIGKILL');
    const [, signal] = (await once(server, 'exit')) as [number | null, NodeJS.Signals];
    expect(signal).toBe('SIGKILL');
    for (let tries = 0; existsSync(deleteFolder) && tries < 100; tries += 1) await sleep(20);
    expect(existsSync(deleteFolder)).toBe(false);
  });

  it('leaves alone what it was called off from', async () => {
    const server = spawn('sleep', ['60']);
    const script = `${code}; guardAgainstOrphan(${server.pid}, { signal: 'KILL' })();`;
    await once(spawn(process.execPath, ['-e', script]), 'exit');
    await sleep(100);
    expect(server.signalCode).toBeNull();
    server.kill();
    await once(server, 'exit');
  });
});
