import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { Environment } from '../src/config/environment';

/** Read by docker/compose.yaml, not by the service. */
const FOR_COMPOSE = ['POSTGRES_PASSWORD'];

const FILE = join(__dirname, '..', '.env.example');

describe('.env.example', () => {
  const lines = readFileSync(FILE, 'utf8').split('\n');
  const listed = lines.map((line) => /^(\w+)=/.exec(line)?.[1]).filter((name) => name !== undefined);
  const defaults = Object.entries(new Environment());
  const expected = Object.fromEntries(
    [...defaults, ...FOR_COMPOSE.map((name) => [name, undefined] as const)].map(([name, value]) => [
      name,
      String(value ?? ''),
    ]),
  );

  it('lists every variable that the service reads, once, and no other', () => {
    expect(listed.length).toBeGreaterThan(20);
    expect(listed.sort()).toEqual(Object.keys(expected).sort());
  });

  it('gives each the default that the service has, and no other value', () => {
    expect(parseEnv(lines.join('\n'))).toEqual(expected);
  });

  it('gives a shell that sources it the same values, and nothing to run', () => {
    const script =
      'set -eu; set -a; . "$0"; set +a; for name; do eval "printf \'%s=%s\\n\' \\"$name\\" \\"\\$$name\\""; done';
    // In the root of the repository, an unquoted * would become the names of its files.
    const output = execFileSync('sh', ['-c', script, FILE, ...Object.keys(expected)], {
      cwd: join(__dirname, '..'),
      env: {},
      encoding: 'utf8',
    });
    expect(Object.fromEntries(output.trimEnd().split('\n').map(split))).toEqual(expected);
  });

  it('says of each what it is for, on the line above', () => {
    for (const [place, line] of lines.entries()) {
      if (/^\w+=/.test(line)) expect(`${lines[place - 1]} ${line}`).toMatch(/^# /);
    }
  });
});

function split(line: string): [string, string] {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1)];
}
