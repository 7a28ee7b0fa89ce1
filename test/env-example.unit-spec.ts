import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Environment } from '../src/config/environment';

/** Read by docker/compose.yaml, not by the service. */
const FOR_COMPOSE = ['POSTGRES_PASSWORD'];

describe('.env.example', () => {
  const lines = readFileSync(join(__dirname, '..', '.env.example'), 'utf8').split('\n');
  const listed = lines
    .map((line) => /^(\w+)=(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, name, value]) => ({ name: name!, value: value! }));
  const defaults = Object.entries(new Environment());

  it('lists every variable that the service reads, once, and no other', () => {
    const names = [...defaults.map(([name]) => name), ...FOR_COMPOSE];
    expect(names.length).toBeGreaterThan(20);
    expect(listed.map(({ name }) => name).sort()).toEqual(names.sort());
  });

  it('gives each the default that the service has, and no other value', () => {
    const known = new Map(defaults.map(([name, value]) => [name, String(value ?? '')]));
    for (const { name, value } of listed) expect(`${name}=${value}`).toBe(`${name}=${known.get(name) ?? ''}`);
  });

  it('says of each what it is for, on the line above', () => {
    for (const [place, line] of lines.entries()) {
      if (/^\w+=/.test(line)) expect(`${lines[place - 1]} ${line}`).toMatch(/^# /);
    }
  });
});
