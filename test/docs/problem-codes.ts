import * as ts from 'typescript';
import { serviceSources, textOf } from './repository';

const PROBLEMS = new Set(['Problem', 'Conflict']);

/**
 * Every `code` that a problem of the service can have: the second argument of `new Problem(…)`, `new Conflict(…)` and of
 * the `super(…)` of what extends them, and those that errors of others get by their status.
 */
export function problemCodes(): Set<string> {
  const codes = serviceSources().flatMap((path) => {
    const source = ts.createSourceFile(path, textOf(path), ts.ScriptTarget.Latest, true);
    return [...codesOf(source), ...codesByStatus(source)];
  });
  return new Set(codes);
}

function codesOf(source: ts.SourceFile): string[] {
  return nodesOf(source)
    .filter((node) => ts.isNewExpression(node) || ts.isCallExpression(node))
    .filter((node) => isProblem(node))
    .flatMap((node) => (node.arguments?.[1] ? wordsIn(node.arguments[1]) : []));
}

/** `409: 'conflict'` */
function codesByStatus(source: ts.SourceFile): string[] {
  return nodesOf(source)
    .filter((node) => ts.isPropertyAssignment(node))
    .filter(({ name }) => ts.isNumericLiteral(name) && /^[45]\d\d$/.test(name.text))
    .flatMap(({ initializer }) => wordsIn(initializer));
}

function isProblem(node: ts.NewExpression | ts.CallExpression): boolean {
  if (ts.isNewExpression(node)) return PROBLEMS.has(node.expression.getText());
  if (node.expression.kind !== ts.SyntaxKind.SuperKeyword) return false;
  const parents = classAround(node)?.heritageClauses?.flatMap(({ types }) => [...types]) ?? [];
  return parents.some(({ expression }) => PROBLEMS.has(expression.getText()));
}

function classAround(node: ts.Node): ts.ClassLikeDeclaration | undefined {
  let at: ts.Node | undefined = node;
  while (at && !ts.isClassLike(at)) at = at.parent;
  return at;
}

function wordsIn(node: ts.Node): string[] {
  return [node, ...nodesOf(node)]
    .filter((one) => ts.isStringLiteral(one))
    .map(({ text }) => text)
    .filter((text) => /^[a-z]+(_[a-z]+)*$/.test(text));
}

function nodesOf(node: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (one: ts.Node): void => {
    nodes.push(one);
    ts.forEachChild(one, visit);
  };
  ts.forEachChild(node, visit);
  return nodes;
}
