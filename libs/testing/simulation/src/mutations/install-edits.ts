import ts from 'typescript';

import { EditDoesNotFitError } from './errors';
import { type Edit } from './mutation';
import { partsOf } from './parts-of';

/** What a build needs to know of a mutation. */
export interface Mutant {
  readonly id: string;
  readonly edits: readonly Edit[];
}

/** In the bundled code: the id of the mutation that holds, or undefined. */
export const chosenId = 'chosenMutationId';

/**
 * Writes the edits of all mutations into a file, each behind the question whether its mutation was chosen.
 *
 * @param file - From the root of the repository.
 * @param text - TypeScript.
 * @throws {EditDoesNotFitError} An edit leads to no part of the file, or to more than one. Not retryable.
 */
export function installEdits(file: string, text: string, mutants: readonly Mutant[]): string {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const changes = new Map<ts.Node, { readonly id: string; readonly code: string }[]>();
  for (const { id, edits } of mutants) {
    for (const edit of edits.filter((other) => other.file === file)) {
      const part = findPart(source, id, edit);
      changes.set(part, [...(changes.get(part) ?? []), { id, code: codeOf(part, edit) }]);
    }
  }
  return print(source);

  function print(node: ts.Node): string {
    let unchanged = '';
    let at = node.getStart();
    ts.forEachChild(node, (child) => {
      unchanged += text.slice(at, child.getStart()) + print(child);
      at = child.getEnd();
    });
    unchanged += text.slice(at, node.getEnd());
    const own = changes.get(node);
    if (!own) return unchanged;
    if (!isValue(node)) {
      return own.reduce((rest, { id, code }) => `{ if (${isChosen(id)}) { ${code} } else { ${rest} } }`, unchanged);
    }
    const value = own.reduce((rest, { id, code }) => `(${isChosen(id)} ? (${code}) : ${rest})`, `(${unchanged})`);
    return ts.isShorthandPropertyAssignment(node) ? `${unchanged}: ${value}` : value;
  }
}

const isChosen = (id: string): string => `${chosenId} === ${JSON.stringify(id)}`;

/** The others are statements. */
const isValue = (part: ts.Node): boolean => ts.isExpression(part) || ts.isShorthandPropertyAssignment(part);

function findPart(source: ts.SourceFile, id: string, edit: Edit): ts.Node {
  return edit.at.split(' > ').reduce<ts.Node>((within, step) => {
    const parts = partsOf(within, step);
    const [part] = parts;
    if (!part || parts.length > 1) throw new EditDoesNotFitError(id, edit, step, parts.length);
    return part;
  }, source);
}

const codeOf = (part: ts.Node, { becomes }: Edit): string =>
  typeof becomes === 'string' ? becomes : becomes(isValue(part) ? `(${part.getText()})` : part.getText());
