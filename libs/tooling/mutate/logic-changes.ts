/** The usual changes: what a person gets wrong in conditions, bounds, results and order. */
import ts from 'typescript';

import type { NodeChange } from './node-change.ts';

const { SyntaxKind } = ts;

const opposites = new Map<ts.SyntaxKind, string>([
  [SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [SyntaxKind.ExclamationEqualsEqualsToken, '==='],
]);

const connectives = new Map<ts.SyntaxKind, string>([
  [SyntaxKind.AmpersandAmpersandToken, '||'],
  [SyntaxKind.BarBarToken, '&&'],
]);

const bounds = new Map<ts.SyntaxKind, string>([
  [SyntaxKind.LessThanToken, '<='],
  [SyntaxKind.LessThanEqualsToken, '<'],
  [SyntaxKind.GreaterThanToken, '>='],
  [SyntaxKind.GreaterThanEqualsToken, '>'],
]);

function operatorChange(node: ts.Node, operators: ReadonlyMap<ts.SyntaxKind, string>): NodeChange[] {
  if (!ts.isBinaryExpression(node)) return [];
  const replacement = operators.get(node.operatorToken.kind);
  return replacement === undefined ? [] : [{ node: node.operatorToken, replacement }];
}

/** What decides, where it is no comparison: that has a change of its own. */
function decisionOf(node: ts.Node): ts.Expression | undefined {
  const decision =
    ts.isIfStatement(node) || ts.isWhileStatement(node)
      ? node.expression
      : ts.isConditionalExpression(node)
        ? node.condition
        : undefined;
  const hasOwnChange =
    decision !== undefined &&
    ts.isBinaryExpression(decision) &&
    (opposites.has(decision.operatorToken.kind) || connectives.has(decision.operatorToken.kind));
  return hasOwnChange ? undefined : decision;
}

export function conditionChanges(node: ts.Node): NodeChange[] {
  const decision = decisionOf(node);
  const negated = decision === undefined ? [] : [{ node: decision, replacement: `!(${decision.getText()})` }];
  return [...negated, ...operatorChange(node, opposites), ...connectiveChange(node)];
}

/** Beside other operators its operands are still its own. */
function connectiveChange(node: ts.Node): NodeChange[] {
  if (!ts.isBinaryExpression(node) || !connectives.has(node.operatorToken.kind)) return [];
  const { left, right, operatorToken, parent } = node;
  const text = `${left.getText()} ${connectives.get(operatorToken.kind)} ${right.getText()}`;
  return [{ node, replacement: ts.isBinaryExpression(parent) ? `(${text})` : text }];
}

export const boundaryChanges = (node: ts.Node): NodeChange[] => operatorChange(node, bounds);

const isUndefined = (node: ts.Node): boolean => ts.isIdentifier(node) && node.text === 'undefined';

export function returnChanges(node: ts.Node): NodeChange[] {
  if (ts.isReturnStatement(node) && node.expression && !isUndefined(node.expression)) {
    return [{ node: node.expression, replacement: 'undefined' }];
  }
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body) && !isUndefined(node.body)) {
    return [{ node: node.body, replacement: 'undefined' }];
  }
  return [];
}

const isEffect = (node: ts.Node): boolean =>
  (ts.isExpressionStatement(node) && !ts.isStringLiteral(node.expression)) || ts.isThrowStatement(node);

export const statementChanges = (node: ts.Node): NodeChange[] => (isEffect(node) ? [{ node, replacement: ';' }] : []);
