/** The usual changes: what a person gets wrong in conditions, bounds, results and order. */
const ts = require('typescript');

const { SyntaxKind } = ts;

const opposites = new Map([
  [SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [SyntaxKind.ExclamationEqualsEqualsToken, '==='],
]);

const connectives = new Map([
  [SyntaxKind.AmpersandAmpersandToken, '||'],
  [SyntaxKind.BarBarToken, '&&'],
]);

const bounds = new Map([
  [SyntaxKind.LessThanToken, '<='],
  [SyntaxKind.LessThanEqualsToken, '<'],
  [SyntaxKind.GreaterThanToken, '>='],
  [SyntaxKind.GreaterThanEqualsToken, '>'],
]);

const operatorChange = (node, operators) =>
  ts.isBinaryExpression(node) && operators.has(node.operatorToken.kind)
    ? [{ node: node.operatorToken, replacement: operators.get(node.operatorToken.kind) }]
    : [];

/** What decides, where it is no comparison: that has a change of its own. */
function decisionOf(node) {
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

/** @returns {{ node: ts.Node, replacement: string }[]} */
function conditionChanges(node) {
  const decision = decisionOf(node);
  const negated = decision === undefined ? [] : [{ node: decision, replacement: `!(${decision.getText()})` }];
  return [...negated, ...operatorChange(node, opposites), ...connectiveChange(node)];
}

/** Beside other operators its operands are still its own. */
function connectiveChange(node) {
  if (!ts.isBinaryExpression(node) || !connectives.has(node.operatorToken.kind)) return [];
  const { left, right, operatorToken, parent } = node;
  const text = `${left.getText()} ${connectives.get(operatorToken.kind)} ${right.getText()}`;
  return [{ node, replacement: ts.isBinaryExpression(parent) ? `(${text})` : text }];
}

const boundaryChanges = (node) => operatorChange(node, bounds);

const isUndefined = (node) => ts.isIdentifier(node) && node.text === 'undefined';

function returnChanges(node) {
  if (ts.isReturnStatement(node) && node.expression && !isUndefined(node.expression)) {
    return [{ node: node.expression, replacement: 'undefined' }];
  }
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body) && !isUndefined(node.body)) {
    return [{ node: node.body, replacement: 'undefined' }];
  }
  return [];
}

const isEffect = (node) =>
  (ts.isExpressionStatement(node) && !ts.isStringLiteral(node.expression)) || ts.isThrowStatement(node);

const statementChanges = (node) => (isEffect(node) ? [{ node, replacement: ';' }] : []);

module.exports = { boundaryChanges, conditionChanges, returnChanges, statementChanges };
