import { dirname, join, normalize } from 'node:path';
import { anchorsIn, codeIn, linksIn } from './markdown-text';
import { documents, isFolder, repositoryPaths, textOf } from './repository';

const paths = repositoryPaths();
const known = new Set(paths);
const names = new Set(paths.map((path) => path.split('/').at(-1)!));
const atRoot = new Set(paths.filter((path) => !path.includes('/')));

/** Made when the project is built or run. */
const MADE = /^(dist|node_modules|\.sandbox|\.env$)/;

describe('The documents', () => {
  const links = documents().flatMap((page) => linksIn(textOf(page)).map((target) => ({ page, target })));
  const relative = links.filter(({ target }) => !/^[a-z]+:/.test(target));

  it('link to each other', () => expect(relative.length).toBeGreaterThan(50));

  it.each(relative)('$page leads to $target', ({ page, target }) => {
    const [file = '', anchor] = target.split('#', 2);
    const path = file === '' ? page : normalize(join(dirname(page), file)).replace(/\/$/, '');
    expect({ path, exists: known.has(path) }).toEqual({ path, exists: true });
    if (anchor !== undefined) expect(anchorsIn(textOf(path))).toContain(anchor);
  });

  it.each(documents())('%s names only files and folders that exist', (page) => {
    const named = codeIn(textOf(page)).flatMap((code) => code.split(/[\s,:]+/).filter(looksLikePath));
    expect(named.filter((path) => !exists(path))).toEqual([]);
  });

  it('list every decision in the overview', () => {
    const decisions = paths.filter((path) => path.startsWith('docs/adr/'));
    const listed = linksIn(textOf('docs/overview.md')).map((target) => join('docs', target));
    expect(decisions.length).toBeGreaterThan(10);
    expect(decisions.filter((path) => !listed.includes(path))).toEqual([]);
  });

  it('can all be reached from the README', () => {
    const reached = new Set(['README.md']);
    for (const page of reached) {
      for (const { target } of relative.filter((link) => link.page === page)) {
        if (target.startsWith('#')) continue;
        const path = normalize(join(dirname(page), target.split('#')[0]!)).replace(/\/$/, '');
        const pages = isFolder(path) ? documents().filter((one) => dirname(one) === path) : [path];
        for (const one of pages) if (one.endsWith('.md')) reached.add(one);
      }
    }
    expect(documents().filter((page) => !reached.has(page))).toEqual([]);
  });
});

/** A file with one of our suffixes, a folder with its slash, or what begins in a folder of the root. */
function looksLikePath(code: string): boolean {
  if (!/^[\w.-]+(\/[\w.*<>-]+)*\/?$/.test(code) || MADE.test(code)) return false;
  const [first = ''] = code.split('/');
  if (code.includes('/') && atRoot.has(first)) return true;
  return /^[\w-].*\.(ts|mjs|md|yaml|sh)$/.test(code) || /^[a-z-]+(\/[\w-]+)*\/$/.test(code);
}

/** Told from the root, or as far as it is clear in its context: `provider-errors.ts`, `calendars/sync/queue/`. */
function exists(code: string): boolean {
  const path = code.replace(/\/$/, '');
  if (known.has(path)) return true;
  if (!path.includes('/') && names.has(path)) return true;
  const pattern = new RegExp(
    `(^|/)${path
      .split(/\*+|<[\w-]+>/)
      .map(escaped)
      .join('[^/]+')}$`,
  );
  return paths.some((one) => pattern.test(one));
}

function escaped(text: string): string {
  return text.replace(/[.\\+^$[\](){}|?-]/g, '\\$&');
}
