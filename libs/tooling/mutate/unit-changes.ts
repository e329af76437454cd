/** Changes of constants that carry a unit or stand for a limit, and of conversions between units. */
import ts from 'typescript';

import type { NodeChange } from './node-change.ts';

const unitName =
  /(?:Ms|Seconds|Minutes|Hours|Days|Bytes|Count|Length|Rows|Characters|Attempts?|Turns|Calls|Percent|Share|Factor)$/;
const limitName = /^(?:max|min|longest|shortest|lowest|highest|last|first)[A-Z]/;

const isUnitName = (name: string): boolean =>
  unitName.test(name) || limitName.test(name) || /^(?:hour|minute|day|second)s?$/i.test(name);

const arithmetic = new Set<ts.SyntaxKind>([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
]);

const isArithmetic = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && arithmetic.has(node.operatorToken.kind);

/** Numbers and names of constants, and nothing that is computed from what a caller gives. */
function isConstant(node: ts.Node): boolean {
  if (ts.isNumericLiteral(node) || ts.isIdentifier(node)) return true;
  if (ts.isPropertyAccessExpression(node)) return isConstant(node.expression);
  if (ts.isParenthesizedExpression(node)) return isConstant(node.expression);
  return isArithmetic(node) && isConstant(node.left) && isConstant(node.right);
}

function hasNumber(node: ts.Node): boolean {
  if (ts.isNumericLiteral(node)) return true;
  return ts.forEachChild(node, (child) => hasNumber(child) || undefined) ?? false;
}

const isZero = (node: ts.Node): boolean => ts.isNumericLiteral(node) && Number(node.text) === 0;

type Initialized =
  ts.VariableDeclaration | ts.PropertyAssignment | ts.PropertyDeclaration | ts.ParameterDeclaration | ts.BindingElement;

const hasInitializer = (node: ts.Node): node is Initialized =>
  ts.isVariableDeclaration(node) ||
  ts.isPropertyAssignment(node) ||
  ts.isPropertyDeclaration(node) ||
  ts.isParameter(node) ||
  ts.isBindingElement(node);

function constantChanges(node: ts.Node): NodeChange[] {
  if (!hasInitializer(node) || !node.initializer || !ts.isIdentifier(node.name)) return [];
  const { initializer, name } = node;
  if (!isUnitName(name.text) || isZero(initializer) || !isConstant(initializer) || !hasNumber(initializer)) return [];
  const text = isArithmetic(initializer) ? `(${initializer.getText()})` : initializer.getText();
  return [`${text} * 1000`, '0', `${text} * 2`].map((replacement) => ({ node: initializer, replacement }));
}

/** What one unit is of another. */
const conversionFactors = new Set([1000, 60_000, 3_600_000, 86_400_000, 60, 3600, 86_400, 1024]);

const isFactor = (node: ts.Node): boolean =>
  ts.isNumericLiteral(node) && conversionFactors.has(Number(node.text.replace(/_/g, '')));

function conversionChanges(node: ts.Node): NodeChange[] {
  if (!ts.isBinaryExpression(node)) return [];
  const { left, right, operatorToken } = node;
  const { kind } = operatorToken;
  if (kind !== ts.SyntaxKind.AsteriskToken && kind !== ts.SyntaxKind.SlashToken) return [];
  if (isFactor(right) && !ts.isNumericLiteral(left) && !onlyNumbers(left))
    return [{ node, replacement: left.getText() }];
  const isTimes = kind === ts.SyntaxKind.AsteriskToken;
  return isTimes && isFactor(left) && !onlyNumbers(right) ? [{ node, replacement: right.getText() }] : [];
}

const onlyNumbers = (node: ts.Node): boolean =>
  ts.isNumericLiteral(node) || (isArithmetic(node) && onlyNumbers(node.left) && onlyNumbers(node.right));

function roundingChanges(node: ts.Node): NodeChange[] {
  if (!ts.isCallExpression(node)) return [];
  const [argument, ...others] = node.arguments;
  if (argument === undefined || others.length > 0) return [];
  if (!/^Math\.(?:floor|ceil|round|trunc)$/.test(node.expression.getText())) return [];
  return [{ node, replacement: `(${argument.getText()})` }];
}

export const unitChanges = (node: ts.Node): NodeChange[] => [
  ...constantChanges(node),
  ...conversionChanges(node),
  ...roundingChanges(node),
];
