import ts from 'typescript';

import { levelChanges } from './level-changes.ts';
import { boundaryChanges, conditionChanges, returnChanges, statementChanges } from './logic-changes.ts';
import { describeMutant, type Mutant } from './mutant.ts';
import type { NodeChange } from './node-change.ts';
import { unitChanges } from './unit-changes.ts';

/** The classes, and what each changes at a node of the syntax tree. */
const changesOf: Readonly<Record<string, (node: ts.Node) => readonly NodeChange[]>> = {
  units: unitChanges,
  levels: levelChanges,
  conditions: conditionChanges,
  boundaries: boundaryChanges,
  returns: returnChanges,
  statements: statementChanges,
};

export const mutantClasses = Object.keys(changesOf);

/** What is there for the compiler only can't break anything. */
const isOfTypes = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node);

/** The compiler has made sure that it never runs. */
const isNever = (node: ts.Node): boolean =>
  (ts.isReturnStatement(node) || ts.isExpressionStatement(node)) &&
  node.expression !== undefined &&
  ts.isSatisfiesExpression(node.expression) &&
  node.expression.type.kind === ts.SyntaxKind.NeverKeyword;

/**
 * Makes every mutant of a file.
 *
 * @param file - From the root of the repository.
 * @param text - TypeScript.
 * @param classes - Of `mutantClasses`.
 * @returns In the order of the text.
 */
export function makeMutants(file: string, text: string, classes: readonly string[]): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (isOfTypes(node) || isNever(node)) return;
    for (const kind of classes) {
      for (const { node: changed, replacement } of changesOf[kind]?.(node) ?? []) {
        const change = { kind, start: changed.getStart(source), end: changed.getEnd(), replacement };
        mutants.push(describeMutant(file, text, change));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mutants.sort((a, b) => a.start - b.start);
}
