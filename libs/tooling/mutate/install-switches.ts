import ts from 'typescript';

import type { Change } from './mutant.ts';

/** A mutant, by the number under which the specs' process knows it. */
export type NumberedChange = Omit<Change, 'kind'> & { readonly id: number };

/** What a changed file asks of its specs' process: `(id: number) => boolean`, whether this mutant is the one to try. */
export const switchName = '$isMutant';

/** The smallest node of a tree that is this part of the text. */
function nodeAt(source: ts.SourceFile, { start, end }: NumberedChange): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (node.getStart(source) > start || node.getEnd() < end) return;
    if (node.getStart(source) === start && node.getEnd() === end) found = node;
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  return found;
}

const isWrittenOut = (node: ts.Node): boolean => ts.isExpressionStatement(node) || ts.isThrowStatement(node);

/** A part of an expression can't be chosen by a condition: what holds it can. */
function spotOf(node: ts.Node): ts.Node | undefined {
  if (ts.isBinaryExpression(node.parent) && node === node.parent.operatorToken) return node.parent;
  if (ts.isPropertyAccessExpression(node.parent) && node === node.parent.name) {
    const access = node.parent;
    return ts.isCallExpression(access.parent) && access.parent.expression === access ? access.parent : access;
  }
  const isName = 'name' in node.parent && node.parent.name === node;
  return !isName && (isWrittenOut(node) || ts.isExpression(node)) ? node : undefined;
}

/**
 * Writes all mutants of a file into its text, each behind a question whether it is on.
 *
 * @param text - TypeScript.
 * @returns `ids`: those that are in it. The others have no place for a condition.
 */
export function installSwitches(
  text: string,
  mutants: readonly NumberedChange[],
): { readonly text: string; readonly ids: Set<number> } {
  const source = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  const spots = new Map<ts.Node, NumberedChange[]>();
  const ids = new Set<number>();
  for (const mutant of mutants) {
    const node = nodeAt(source, mutant);
    const spot = node && spotOf(node);
    if (spot === undefined) continue;
    spots.set(spot, [...(spots.get(spot) ?? []), mutant]);
    ids.add(mutant.id);
  }

  const part = (start: number, end: number): string => text.slice(start, end);
  const changed = (node: ts.Node, { start, end, replacement }: NumberedChange): string =>
    part(node.getStart(source), start) + replacement + part(end, node.getEnd());

  /** A node's text with the switches of all that is below it. */
  function unchanged(node: ts.Node): string {
    let written = '';
    let at = node.getStart(source);
    ts.forEachChild(node, (child) => {
      written += part(at, child.getStart(source)) + print(child);
      at = child.getEnd();
    });
    return written + part(at, node.getEnd());
  }

  function print(node: ts.Node): string {
    const own = spots.get(node) ?? [];
    if (own.length === 0) return unchanged(node);
    if (isWrittenOut(node))
      return `{ if (!${own.map(({ id }) => `${switchName}(${id})`).join(' && !')}) { ${unchanged(node)} } }`;
    return own.reduceRight(
      (rest, mutant) => `(${switchName}(${mutant.id}) ? (${changed(node, mutant)}) : ${rest})`,
      `(${unchanged(node)})`,
    );
  }

  return { text: `${text.slice(0, source.getStart())}${print(source)}`, ids };
}
