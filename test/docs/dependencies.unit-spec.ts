import { dependencies, devDependencies } from '../../package.json';
import { MarkdownPage } from './markdown';
import { serviceSources, textOf } from './repository';

/** What the integrations stand on: the clients of the three providers, Bull, and the parts of Nest around them. */
const FOUNDATIONS = [
  'googleapis',
  '@azure/msal-node',
  '@slack/bolt',
  '@slack/web-api',
  'bull',
  '@nestjs/bull',
  '@nestjs/schedule',
  'typeorm',
];

/** Packages that the service loads when it runs: types are gone by then. */
const imported = new Set(
  serviceSources()
    .flatMap((path) => [
      ...textOf(path).matchAll(/^(import (?!type)[^']*|\} from )'(@[\w-]+\/[\w-]+|[a-z][\w-]*)(?=['/])/gm),
    ])
    .map(([, , name]) => name!),
);

describe('docs/adr/0002-dependencies.md', () => {
  const page = new MarkdownPage('adr/0002-dependencies.md');

  it.each([
    ['production', dependencies],
    ['development', devDependencies],
  ])('gives a reason for each dependency in %s, and for nothing else', (kind, wanted) => {
    const rows = page.table(`| in ${kind} | reason |`);
    const named = rows.flatMap(([names = '']) => [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
    const installed = Object.keys(wanted).filter((name) => !name.startsWith('@types/'));
    expect(named.filter((name) => name !== '@types/*').sort()).toEqual(installed.sort());
    for (const [, reason = ''] of rows) expect(reason.length).toBeGreaterThan(4);
  });

  it.each(FOUNDATIONS)('%s is among them, and the service imports it', (name) => {
    expect(dependencies).toHaveProperty([name]);
    expect(imported).toContain(name);
  });

  it('all that the service imports is among them', () => {
    const declared = new Set(Object.keys(dependencies));
    expect(imported.size).toBeGreaterThan(20);
    expect([...imported].filter((name) => !declared.has(name))).toEqual([]);
  });

  it.each(Object.entries({ ...dependencies, ...devDependencies }))(
    '%s has an exact version: %s',
    (_, version) => {
      expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    },
  );

  it('and the lock file agrees with package.json', () => {
    const lock = JSON.parse(textOf('package-lock.json')) as {
      packages: Record<string, { dependencies?: object; devDependencies?: object }>;
    };
    expect(lock.packages['']).toMatchObject({ dependencies, devDependencies });
  });
});
