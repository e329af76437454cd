/** Changes of constants that carry a unit or stand for a limit, and of conversions between units. */
const ts = require('typescript');

const unitName =
  /(?:Ms|Seconds|Minutes|Hours|Days|Bytes|Count|Length|Rows|Characters|Attempts?|Turns|Calls|Percent|Share|Factor)$/;
const limitName = /^(?:max|min|longest|shortest|lowest|highest|last|first)[A-Z]/;

const isUnitName = (name) =>
  unitName.test(name) || limitName.test(name) || /^(?:hour|minute|day|second)s?$/i.test(name);

const arithmetic = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
]);

const isArithmetic = (node) => ts.isBinaryExpression(node) && arithmetic.has(node.operatorToken.kind);

/** Numbers and names of constants, and nothing that is computed from what a caller gives. */
function isConstant(node) {
  if (ts.isNumericLiteral(node) || ts.isIdentifier(node)) return true;
  if (ts.isPropertyAccessExpression(node)) return isConstant(node.expression);
  if (ts.isParenthesizedExpression(node)) return isConstant(node.expression);
  return isArithmetic(node) && isConstant(node.left) && isConstant(node.right);
}

function hasNumber(node) {
  if (ts.isNumericLiteral(node)) return true;
  return ts.forEachChild(node, hasNumber) ?? false;
}

const isZero = (node) => ts.isNumericLiteral(node) && Number(node.text) === 0;

const hasInitializer = (node) =>
  ts.isVariableDeclaration(node) ||
  ts.isPropertyAssignment(node) ||
  ts.isPropertyDeclaration(node) ||
  ts.isParameter(node) ||
  ts.isBindingElement(node);

function constantChanges(node) {
  if (!hasInitializer(node) || !node.initializer || !ts.isIdentifier(node.name)) return [];
  const { initializer, name } = node;
  if (!isUnitName(name.text) || isZero(initializer) || !isConstant(initializer) || !hasNumber(initializer)) return [];
  const text = isArithmetic(initializer) ? `(${initializer.getText()})` : initializer.getText();
  return [`${text} * 1000`, '0', `${text} * 2`].map((replacement) => ({ node: initializer, replacement }));
}

/** What one unit is of another. */
const conversionFactors = new Set([1000, 60_000, 3_600_000, 86_400_000, 60, 3600, 86_400, 1024]);

const isFactor = (node) => ts.isNumericLiteral(node) && conversionFactors.has(Number(node.text.replace(/_/g, '')));

function conversionChanges(node) {
  if (!ts.isBinaryExpression(node)) return [];
  const { left, right, operatorToken } = node;
  const { kind } = operatorToken;
  if (kind !== ts.SyntaxKind.AsteriskToken && kind !== ts.SyntaxKind.SlashToken) return [];
  if (isFactor(right) && !ts.isNumericLiteral(left) && !onlyNumbers(left))
    return [{ node, replacement: left.getText() }];
  const isTimes = kind === ts.SyntaxKind.AsteriskToken;
  return isTimes && isFactor(left) && !onlyNumbers(right) ? [{ node, replacement: right.getText() }] : [];
}

const onlyNumbers = (node) =>
  ts.isNumericLiteral(node) || (isArithmetic(node) && onlyNumbers(node.left) && onlyNumbers(node.right));

function roundingChanges(node) {
  if (!ts.isCallExpression(node) || node.arguments.length !== 1) return [];
  if (!/^Math\.(?:floor|ceil|round|trunc)$/.test(node.expression.getText())) return [];
  return [{ node, replacement: `(${node.arguments[0].getText()})` }];
}

/** @returns {{ node: ts.Node, replacement: string }[]} */
const unitChanges = (node) => [...constantChanges(node), ...conversionChanges(node), ...roundingChanges(node)];

module.exports = { unitChanges };
