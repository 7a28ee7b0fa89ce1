import ts from 'typescript';
import { serviceSources } from '../docs/repository';

/** Their summary is in the API description, which has a test of its own; what a job does stands at its class. */
const HANDLERS = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'Process']);

const paths = serviceSources();
const program = ts.createProgram(paths, {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
  noLib: true,
  skipLibCheck: true,
});
const checker = program.getTypeChecker();
const statements = paths.flatMap((path) => [...program.getSourceFile(path)!.statements]);
const exported = statements.filter((statement) => hasModifier(statement, ts.SyntaxKind.ExportKeyword));
const classes = exported.filter((statement) => ts.isClassDeclaration(statement));
const functions = exported.filter((statement) => ts.isFunctionDeclaration(statement));

describe('What other files use says what it is for', () => {
  it('every class', () => {
    expect(classes.length).toBeGreaterThan(200);
    expect(classes.filter(isSilent).map(placeOf)).toEqual([]);
  });

  it('every function', () => {
    expect(functions.length).toBeGreaterThan(100);
    expect(functions.filter(isSilent).map(placeOf)).toEqual([]);
  });

  it('every public method, unless the interface or class says it that the method comes from', () => {
    const methods = classes.flatMap(({ members }) =>
      members.filter((member) => ts.isMethodDeclaration(member)),
    );
    expect(methods.length).toBeGreaterThan(300);
    const own = methods.filter((method) => isPublic(method) && !isHandler(method) && !isInherited(method));
    expect(own.filter(isSilent).map(placeOf)).toEqual([]);
  });
});

function isSilent(node: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(node).length === 0;
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind)
  );
}

function isPublic(method: ts.MethodDeclaration): boolean {
  return [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword].every(
    (kind) => !hasModifier(method, kind),
  );
}

function isHandler(method: ts.MethodDeclaration): boolean {
  return (ts.getDecorators(method) ?? []).some(
    ({ expression }) => ts.isCallExpression(expression) && HANDLERS.has(expression.expression.getText()),
  );
}

function isInherited(method: ts.MethodDeclaration): boolean {
  const { heritageClauses = [] } = method.parent as ts.ClassDeclaration;
  return heritageClauses
    .flatMap(({ types }) => types.map((type) => checker.getTypeAtLocation(type)))
    .some((type) => type.getProperty(method.name.getText()) !== undefined);
}

function placeOf(node: ts.FunctionDeclaration | ts.ClassDeclaration | ts.MethodDeclaration): string {
  const of = ts.isMethodDeclaration(node) ? `${(node.parent as ts.ClassDeclaration).name?.text}.` : '';
  return `${node.getSourceFile().fileName}: ${of}${node.name?.getText()}`;
}
