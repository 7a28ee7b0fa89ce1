import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** What git ignores, and git itself. */
const GENERATED = ['node_modules', 'dist', 'coverage', '.sandbox', '.cache', '.git'];

/** Every file and folder of the repository, as a path from its root; what is generated is not of it. */
export function repositoryPaths(folder = ''): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => folder !== '' || !GENERATED.includes(entry.name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? [path, ...repositoryPaths(path)] : [path];
    });
}

/** The documents that people read: those at the root and all of `docs/`. */
export function documents(): string[] {
  const atRoot = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md'];
  return [...atRoot, ...repositoryPaths('docs').filter((path) => path.endsWith('.md'))];
}

/** Every source of the service, tests aside. */
export function serviceSources(): string[] {
  return repositoryPaths('src').filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'));
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export function isFolder(path: string): boolean {
  return statSync(join(ROOT, path)).isDirectory();
}
