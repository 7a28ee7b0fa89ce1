import { scripts } from '../../package.json';
import { documents, repositoryPaths, textOf } from './repository';

const NAMED = documents().map((page) => ({ page, text: textOf(page) }));

const projects = [...textOf('jest.config.js').matchAll(/displayName: '(\w+)'/g)].map(([, name]) => name!);

const measures = repositoryPaths('bench/measures').flatMap(
  (path) => /\/([a-z-]+)\.measure\.ts$/.exec(path)?.[1] ?? [],
);

/** What a command of the documents names, wherever it stands: in a block, a table or the middle of a sentence. */
function said(pattern: RegExp): { page: string; name: string }[] {
  return NAMED.flatMap(({ page, text }) =>
    [...text.matchAll(pattern)].flatMap(([, names]) =>
      names!
        .trim()
        .split(/\s+/)
        .map((name) => ({ page, name })),
    ),
  );
}

describe('The commands of the documents', () => {
  it.each([
    ['npm scripts', /\bnpm run (?:--silent )?([\w:-]+)/g, Object.keys(scripts), 40],
    ['npm scripts in short', /`((?:test|build|migration|format):\w+)`/g, Object.keys(scripts), 3],
    ['projects of Jest', /\bjest --selectProjects ((?:\w+ ?)+)(?= --|`|$)/gm, projects, 2],
    ['benchmarks', /\bbench -- --only ([\w-]+)/g, measures, 5],
  ])('name %s that exist', (_, pattern, known, atLeast) => {
    const names = said(pattern);
    expect(names.length).toBeGreaterThanOrEqual(atLeast);
    expect(names.filter(({ name }) => !known.includes(name))).toEqual([]);
  });

  it('name tests that exist', () => {
    const specs = repositoryPaths('test').filter((path) => path.endsWith('-spec.ts'));
    const patterns = said(/--testPathPatterns '?([\w/.-]+)/g);
    expect(patterns.length).toBeGreaterThan(2);
    expect(patterns.filter(({ name }) => !specs.some((path) => path.includes(name)))).toEqual([]);
  });

  it('name every script that is not part of another one', () => {
    const parts = new Set(['format:check', 'lint', 'typecheck']);
    const names = new Set(said(/\bnpm (?:run (?:--silent )?)?([\w:-]+)/g).map(({ name }) => name));
    for (const { name } of said(/`((?:test|build|migration|format):\w+)`/g)) names.add(name);
    expect(Object.keys(scripts).filter((script) => !names.has(script) && !parts.has(script))).toEqual([]);
  });
});
