import ts from 'typescript';
import { scripts } from '../../package.json';
import { repositoryPaths, textOf } from '../docs/repository';

const ours = repositoryPaths().filter((path) => /^(src|sandbox|bench|test|migrations)\/.*\.ts$/.test(path));

describe('The code', () => {
  it('is checked as a whole for layout, rules and types by one command', () => {
    expect(scripts.check.split(' && ')).toEqual(
      expect.arrayContaining(['npm run format:check', 'npm run lint', 'npm run typecheck']),
    );
    expect(scripts).toMatchObject({
      'format:check': 'prettier --check .',
      lint: 'eslint .',
      typecheck: 'tsc',
    });
  });

  it('is all within reach of the compiler, which is strict', () => {
    const { config } = ts.readConfigFile('tsconfig.json', (path) => textOf(path)) as {
      config: { compilerOptions: object; include: string[] };
    };
    expect(config.compilerOptions).toMatchObject({ strict: true, noUncheckedIndexedAccess: true });
    expect(config.include.sort()).toEqual([...new Set(ours.map((path) => path.split('/')[0]))].sort());
  });

  it('switches the compiler off nowhere, and the linter in a test alone', () => {
    const said = ours.filter((path) => path !== 'test/architecture/quality.unit-spec.ts');
    expect(said.filter((path) => /@ts-(ignore|nocheck|expect-error)/.test(textOf(path)))).toEqual([]);
    const unlinted = said.filter((path) => textOf(path).includes('eslint-disable'));
    expect(unlinted.filter((path) => !/^test\/|\.spec\.ts$/.test(path))).toEqual([]);
    expect(textOf('eslint.config.mjs')).toContain("'@typescript-eslint/no-explicit-any': 'error'");
  });

  it('can be read by the compiler, every file', () => {
    expect(ours.length).toBeGreaterThan(500);
    expect(ours.filter((path) => syntaxErrors(path) > 0)).toEqual([]);
    expect(syntaxErrorsOf('export const broken = {')).toBe(1);
  });
});

const syntaxErrors = (path: string): number => syntaxErrorsOf(textOf(path));

/** The parser keeps what it stumbled over, though its types do not say so. */
function syntaxErrorsOf(text: string): number {
  const file = ts.createSourceFile('file.ts', text, ts.ScriptTarget.ES2023);
  return (file as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics.length;
}
