import 'reflect-metadata';
import { scripts } from '../../package.json';
import { Environment } from '../../src/config/environment';
import { repositoryPaths, textOf } from './repository';

/** Read by PostgreSQL's image, beside the service's own. */
const OF_POSTGRES = ['POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD'];

const paths = new Set(repositoryPaths());
const variables = Object.keys(new Environment());

describe('docker/Dockerfile', () => {
  const lines = textOf('docker/Dockerfile').split('\n');
  const copies = lines.filter((line) => line.startsWith('COPY ')).map((line) => line.split(' ').slice(1));

  it('copies only what is there, and all that a build takes', () => {
    const sources = copies
      .filter(([first]) => !first!.startsWith('--'))
      .flatMap((words) => words.slice(0, -1));
    expect(sources.filter((path) => !paths.has(path))).toEqual([]);
    expect(sources).toEqual(
      expect.arrayContaining([
        'package-lock.json',
        'nest-cli.json',
        'tsconfig.json',
        '.swcrc',
        'src',
        'migrations',
      ]),
    );
  });

  it('copies from stages that it has', () => {
    const stages = lines.flatMap((line) => /^FROM \S+ AS (\w+)$/.exec(line)?.[1] ?? []);
    const used = copies.flatMap(([first]) => /^--from=(\w+)$/.exec(first!)?.[1] ?? []);
    expect([...new Set(used)].sort()).toEqual(stages.sort());
  });

  it('starts what npm start does, as a user of no rights', () => {
    const [, command = '[]'] = /^CMD (.+)$/m.exec(lines.join('\n')) ?? [];
    expect((JSON.parse(command) as string[]).join(' ')).toBe(scripts.start);
    expect(lines).toContain('USER node');
  });

  it('asks for its health at a route and port that the service has', () => {
    const health = lines.find((line) => line.includes('fetch('))!;
    expect(health).toContain('/health/ready');
    expect(health).toContain(`|| ${new Environment().PORT}`);
    expect(lines).toContain(`EXPOSE ${new Environment().PORT}`);
  });
});

describe('docker/compose.yaml', () => {
  const compose = textOf('docker/compose.yaml');

  it('builds from files that are there', () => {
    const [, dockerfile = ''] = /^ +dockerfile: (\S+)$/m.exec(compose) ?? [];
    expect(paths).toContain(dockerfile);
    expect(compose).toMatch(/^ +context: \.\.$/m);
  });

  it('sets only variables that the service or PostgreSQL reads', () => {
    const inBlocks = [...compose.matchAll(/^ {2,}([A-Z][A-Z_]+): /gm)].map(([, name]) => name!);
    const inline = [...compose.matchAll(/environment: \{[^}]*?([A-Z][A-Z_]+):/g)].map(([, name]) => name!);
    expect(inBlocks).toEqual(expect.arrayContaining(['DATABASE_URL', 'REDIS_URL', 'PORT']));
    expect(inline).toEqual(['PROCESS_ROLE', 'PROCESS_ROLE']);
    const set = [...inBlocks, ...inline];
    expect(set.filter((name) => !variables.includes(name) && !OF_POSTGRES.includes(name))).toEqual([]);
  });

  it('asks for values that .env.example has', () => {
    const asked = [...compose.matchAll(/\$\{(\w+)/g)].map(([, name]) => name!);
    const offered = [...textOf('.env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name!);
    expect(asked).toContain('POSTGRES_PASSWORD');
    expect(asked.filter((name) => !offered.includes(name))).toEqual([]);
  });

  it('runs roles that there are', () => {
    const roles = [...compose.matchAll(/PROCESS_ROLE: (\w+)/g)].map(([, role]) => role);
    expect(roles).toEqual(['api', 'worker']);
  });
});
