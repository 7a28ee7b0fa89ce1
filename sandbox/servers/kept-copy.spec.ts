import { mkdir, mkdtemp, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptCopy } from './kept-copy';

describe('keptCopy', () => {
  let folder: string;
  let source: string;
  let target: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'billops-copy-'));
    [source, target] = [join(folder, 'source'), join(folder, 'copy')];
    for (const name of ['bin', 'lib', 'share']) await mkdir(join(source, name), { recursive: true });
    await writeFile(join(source, 'bin', 'server'), 'program', { mode: 0o700 });
    await writeFile(join(source, 'lib', 'one.so.1'), 'library', { mode: 0o600 });
    await symlink('one.so.1', join(source, 'lib', 'one.so'));
    await writeFile(join(source, 'share', 'words'), 'words', { mode: 0o600 });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const read = (...path: string[]): Promise<string> => readFile(join(target, ...path), 'utf8');

  it('can be read by everybody, and its links stay within', async () => {
    expect(await keptCopy(source, target)).toBe(target);
    expect(await readlink(join(target, 'lib', 'one.so'))).toBe('one.so.1');
    for (const [file, mode] of [
      ['bin/server', 0o755],
      ['share/words', 0o644],
    ] as const) {
      expect((await stat(join(target, file))).mode & 0o777).toBe(mode);
    }
  });

  it('is filled up when it was cleaned in part, and else left alone', async () => {
    await keptCopy(source, target);
    await writeFile(join(target, 'bin', 'server'), 'running');
    for (const gone of ['lib/one.so.1', 'share']) await rm(join(target, gone), { recursive: true });

    await keptCopy(source, target);

    expect(await read('bin', 'server')).toBe('running');
    expect([await read('lib', 'one.so'), await read('share', 'words')]).toEqual(['library', 'words']);
    expect((await stat(join(target, 'share', 'words'))).mode & 0o777).toBe(0o644);
  });
});
